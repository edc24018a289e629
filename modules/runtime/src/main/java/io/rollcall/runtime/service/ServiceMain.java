package io.rollcall.runtime.service;

import static java.util.Objects.requireNonNull;

import io.rollcall.runtime.config.ConfigHelp;
import io.rollcall.runtime.config.ConfigLoader;
import io.rollcall.runtime.config.ConfigSource;
import io.rollcall.runtime.config.Loaded;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.health.Health;
import io.rollcall.runtime.http.Endpoints;
import io.rollcall.runtime.http.HttpEdge;
import io.rollcall.runtime.log.LogKeys;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main of a service that has a process to itself. Answers 0 where it stopped as asked, 1 where it
 * failed for good or did not stop in time, 2 for wrong arguments or configuration. SIGTERM and SIGINT
 * ask it to stop; the JVM then waits for the stop, and reports 143 or 130 to its parent as JVMs do.
 */
public final class ServiceMain {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceMain.class);

    /** What the JVM's shutdown may take beyond the service's own bound. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private final String name;
    private final String verb;
    private final ServiceFactory factory;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    ServiceMain(
            String name,
            String verb,
            ServiceFactory factory,
            Map<String, String> environment,
            PrintStream out,
            PrintStream err) {
        this.name = requireNonNull(name, "name is null");
        this.verb = requireNonNull(verb, "verb is null");
        this.factory = requireNonNull(factory, "factory is null");
        this.environment = Map.copyOf(environment);
        this.out = requireNonNull(out, "out is null");
        this.err = requireNonNull(err, "err is null");
    }

    /**
     * Runs a service until it is asked to stop or fails for good.
     *
     * @param name the service's name, such as {@code prober}
     * @param verb what it does, for the first line of help: {@code asks the registry}
     * @return the exit code; the caller exits with it
     */
    public static int run(String name, String verb, String[] args, ServiceFactory factory) {
        return new ServiceMain(name, verb, factory, System.getenv(), System.out, System.err).run(args);
    }

    int run(String[] args) {
        Arguments arguments = Arguments.parse(args, environment);
        if (arguments instanceof Arguments.Run run) {
            return load(run);
        } else if (arguments instanceof Arguments.Wrong wrong) {
            err.println(name + ": " + wrong.sentence());
            return 2;
        } else if (arguments instanceof Arguments.ShowVersion) {
            out.println("rollcall " + Version.current());
        } else {
            out.print(ConfigHelp.text(name, verb));
        }
        return 0;
    }

    private int load(Arguments.Run arguments) {
        ConfigLoader loader = new ConfigLoader().environment(environment);
        arguments.config().ifPresent(loader::file);
        factory.requiredKeys().forEach(loader::require);
        Loaded loaded = loader.load();
        if (loaded instanceof Loaded.Mistakes wrong) {
            wrong.mistakes().forEach(mistake -> err.println(mistake.sentence()));
            return 2;
        }
        RollcallConfig config = ((Loaded.Ok) loaded).config();
        ConfigSource source = new ConfigSource(arguments.config(), config, loader::load);
        try (JvmShutdown shutdown = JvmShutdown.install(config.shutdownTimeout().plus(MARGIN))) {
            return serve(source, shutdown.asked());
        }
    }

    int serve(ConfigSource source, CompletableFuture<Void> asked) {
        RollcallConfig config = source.first();
        try (Meters meters = new Meters("rollcall-" + name, config.cluster())) {
            ServiceContext context = ServiceContext.of(
                    name,
                    Instance.name(environment),
                    config,
                    meters.registry(),
                    Clock.systemUTC(),
                    source,
                    new Endpoints());
            try (HttpEdge http =
                    HttpEdge.start(config.http(), List.of(context.health()), meters::scrape, context.endpoints())) {
                LOG.atInfo()
                        .addKeyValue(LogKeys.SERVICE, name)
                        .addKeyValue(LogKeys.INSTANCE, context.instance())
                        .addKeyValue(LogKeys.VERSION, Version.current())
                        .addKeyValue(LogKeys.ADDRESS, http.address())
                        .log("starting");
                return live(context, asked);
            }
        } catch (IOException e) {
            err.printf(
                    "%s: cannot listen on %s:%d (%s); free the port or set http.bind and http.port.%n",
                    name, config.http().bind(), config.http().port(), e.getMessage());
            return 1;
        }
    }

    private int live(ServiceContext context, CompletableFuture<Void> asked) {
        Service service = factory.create(context);
        start(service, context.health());
        Optional<String> failure = asked.thenApply(ignored -> Optional.<String>empty())
                .applyToEither(context.health().failure().thenApply(Optional::of), Function.identity())
                .join();
        failure.ifPresent(sentence -> err.println(name + ": " + sentence));
        boolean stopped = BoundedStop.stop(service, context.config().shutdownTimeout(), context.health());
        return failure.isPresent() || !stopped ? 1 : 0;
    }

    private static void start(Service service, Health health) {
        try {
            service.start();
            health.started();
        } catch (RuntimeException e) {
            LOG.atDebug().setCause(e).log("start failed");
            health.fail("cannot start (" + e.getMessage() + "); set ROLLCALL_LOG_LEVEL=DEBUG for the stack trace.");
        }
    }
}
