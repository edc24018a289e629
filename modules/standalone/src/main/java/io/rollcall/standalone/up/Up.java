package io.rollcall.standalone.up;

import io.rollcall.contract.topics.Topics;
import io.rollcall.runtime.config.HttpConfig;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.health.Health;
import io.rollcall.runtime.http.HttpEdge;
import io.rollcall.runtime.service.Instance;
import io.rollcall.runtime.service.Meters;
import io.rollcall.sandbox.SandboxException;
import io.rollcall.standalone.cli.Bus;
import io.rollcall.standalone.cli.CommandException;
import io.rollcall.standalone.cli.ExitCode;
import io.rollcall.standalone.cli.Surroundings;
import io.rollcall.standalone.services.Fleet;
import io.rollcall.standalone.terminal.Colour;
import io.rollcall.standalone.terminal.Progress;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One run of {@code up}: the broker, the services around it, and the telling of what they do. */
final class Up {

    /** What a stop leaves the services, so that the broker still has time for its own. */
    private static final Duration SERVICES_STOP = Duration.ofMillis(2_500);

    private final UpSettings settings;
    private final Surroundings surroundings;
    private final Story story;
    private final Header header;

    Up(UpSettings settings, Surroundings surroundings) {
        this.settings = settings;
        this.surroundings = surroundings;
        this.story = new Story(surroundings.out(), surroundings.clock());
        this.header = new Header(surroundings.out());
    }

    /** Runs until asked to stop, or until a service fails for good, which is a {@link CommandException}. */
    int run(CompletableFuture<Void> asked) {
        header.printAsked(settings.config(), settings.apiServer());
        Optional<Broker> started = broker(asked);
        if (started.isEmpty()) {
            return ExitCode.OK;
        }
        try (Broker broker = started.get()) {
            return asked.isDone() ? ExitCode.OK : serve(broker, asked);
        }
    }

    private Optional<Broker> broker(CompletableFuture<Void> asked) {
        try (Progress starting = Progress.on(surroundings.err(), "starting the embedded broker")) {
            return Optional.of(Broker.of(settings));
        } catch (SandboxException | LinkageError e) {
            // A JVM that is going down refuses what a class of the broker wants at its loading.
            if (asked.isDone()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private int serve(Broker broker, CompletableFuture<Void> asked) {
        RollcallConfig config = broker.config();
        try (Meters meters = new Meters("rollcall-up", config.cluster())) {
            Fleet fleet = new Fleet(
                    config,
                    settings.source(),
                    Instance.name(surroundings.environment()),
                    meters.registry(),
                    surroundings.clock());
            try (HttpEdge http = listen(config.http(), fleet, meters)) {
                header.printFound(broker.words(), http.address());
                live(fleet, new Bus(config, settings.embedded()), asked).ifPresent(sentence -> {
                    throw CommandException.failed(sentence);
                });
                return ExitCode.OK;
            }
        }
    }

    private HttpEdge listen(HttpConfig wanted, Fleet fleet, Meters meters) {
        try {
            try {
                return HttpEdge.start(wanted, fleet.healths(), meters::scrape, fleet.endpoints());
            } catch (BindException e) {
                if (!settings.portMayMove()) {
                    throw e;
                }
                return HttpEdge.start(
                        new HttpConfig(wanted.bind(), 0), fleet.healths(), meters::scrape, fleet.endpoints());
            }
        } catch (IOException e) {
            throw CommandException.failed(
                    "cannot listen on %s:%d (%s); free the port, or choose another with --http-port or http.bind."
                            .formatted(wanted.bind(), wanted.port(), e.getMessage()),
                    e);
        }
    }

    /** The sentence of the service that failed for good, if one did. */
    private Optional<String> live(Fleet fleet, Bus bus, CompletableFuture<Void> asked) {
        Health telling = new Health("up", surroundings.clock());
        Optional<String> failure;
        Topics topics = bus.config().kafka().topics();
        Tellers tellers = new Tellers(story);
        try (Tail transitions = new Tail(
                        bus, "transitions", topics.transitions(), tellers::transition, telling, surroundings.clock());
                Tail alerts = new Tail(bus, "alerts", topics.alerts(), tellers::alert, telling, surroundings.clock());
                ConditionWatch watch = new ConditionWatch(fleet, telling, story, surroundings.clock())) {
            fleet.start();
            transitions.start();
            alerts.start();
            watch.start();
            failure = asked.thenApply(ignored -> Optional.<String>empty())
                    .applyToEither(fleet.failure().thenApply(Optional::of), ended -> ended)
                    .join();
            watch.close();
            story.tell(Colour.FAINT, "stopping", failure.isPresent() ? "a service failed." : "as asked.");
            boolean clean = fleet.stop(SERVICES_STOP);
            if (!clean) {
                story.tell(
                        Colour.WARN,
                        "late",
                        "a service was still busy; what it had not finished, the next start does.");
            }
        }
        return failure;
    }
}
