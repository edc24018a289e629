package io.rollcall.standalone.demo;

import static java.util.Objects.requireNonNull;

import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.kafka.KafkaSettings;
import io.rollcall.runtime.kafka.TopicCheck;
import io.rollcall.runtime.kafka.TopicsAdmin;
import io.rollcall.sandbox.SandboxException;
import io.rollcall.standalone.demo.Closer.Layer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run, from bare ground to the final count. What it begins it registers with the {@link Closer} before it stands, so
 * that the run may be interrupted anywhere and everything still ends.
 */
final class Demo {

    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final Duration TOPICS = Duration.ofSeconds(10);

    private final DemoOptions options;
    private final Workspace workspace;
    private final Report report;
    private final Stopwatch watch;
    private final Closer closer;
    private final Clock clock;

    Demo(DemoOptions options, Workspace workspace, Report report, Stopwatch watch, Closer closer, Clock clock) {
        this.options = requireNonNull(options, "options is null");
        this.workspace = requireNonNull(workspace, "workspace is null");
        this.report = requireNonNull(report, "report is null");
        this.watch = requireNonNull(watch, "watch is null");
        this.closer = requireNonNull(closer, "closer is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Plays, and tells how it ended; answers whether every step was seen. Everything is still up then. */
    boolean run() throws InterruptedException {
        report.opened(options.images(), Ground.parts(options));
        Optional<Ground> ground = start();
        if (ground.isEmpty()) {
            return false;
        }
        Optional<List<DemoImage>> images = create(ground.get());
        return images.isPresent() && play(ground.get(), images.get());
    }

    private Optional<Ground> start() throws InterruptedException {
        String deed = "starting the broker, the registry and the API server";
        report.began(Step.START, deed);
        try {
            Ground ground = Ground.start(workspace, options, closer);
            while (!ground.stands(GLANCE)) {
                report.progress(Step.START, new Tally(0, 0, ""));
            }
            report.seen(Step.START, List.of("broker, registry and API server are up"), Map.of());
            return Optional.of(ground);
        } catch (RuntimeException e) {
            return fail(Step.START, e);
        }
    }

    private Optional<List<DemoImage>> create(Ground ground) throws InterruptedException {
        report.began(Step.CREATE, "creating %d images".formatted(options.images()));
        try {
            List<DemoImage> images =
                    new DemoImages(ground.cluster(), ground.registry(), clock).create(options.images());
            long clusterWide =
                    images.stream().filter(image -> image.namespace().isEmpty()).count();
            report.seen(
                    Step.CREATE,
                    List.of("%d images pushed and Ready; VirtualImage: %d, ClusterVirtualImage: %d"
                            .formatted(images.size(), images.size() - clusterWide, clusterWide)),
                    Map.of("images", images.size()));
            return Optional.of(images);
        } catch (RuntimeException e) {
            return fail(Step.CREATE, e);
        }
    }

    private boolean play(Ground ground, List<DemoImage> images) throws InterruptedException {
        RollcallConfig config = Speeds.config(
                ground.broker().bootstrapServers(),
                ground.registry().host(),
                ground.cluster().kubeconfig(),
                ground.cluster().selector(),
                workspace.of("streams"));
        Sightings sightings = new Sightings(clock);
        report.began(Step.PRESENT, "starting the services, which ask the registry for each image");
        Engine engine;
        try {
            observe(ground, config, sightings);
            engine = Engine.start(config, clock);
            closer.add(Layer.CLIENTS, engine::close);
        } catch (RuntimeException e) {
            return fail(Step.PRESENT, e).isPresent();
        }
        Addresses addresses = new Addresses(workspace, ground, engine, images.get(0));
        Stage stage = new RealStage(ground.registry(), ground.cluster(), engine, addresses.look(options.keep()));
        Scenario scenario = new Scenario(stage, sightings, images, report, options.bound(), clock);
        Optional<Failure> failure = scenario.play();
        if (options.keep()) {
            report.keeping(addresses.all());
        }
        if (failure.isPresent()) {
            report.failed(failure.get());
        } else {
            report.ended(scenario.summary(watch.elapsed()), options.keep());
        }
        return failure.isEmpty();
    }

    private void observe(Ground ground, RollcallConfig config, Sightings sightings) throws InterruptedException {
        KafkaSettings kafka = KafkaSettings.of(config, "demo", "demo");
        for (TopicCheck check : new TopicsAdmin(kafka.admin("topics"), config.kafka(), TOPICS)
                .ensure(config.kafka().topics().all())) {
            if (!check.usable()) {
                throw new SandboxException(check.sentence());
            }
        }
        BusWatch bus = BusWatch.start(kafka, config.kafka().topics(), sightings);
        closer.add(Layer.CLIENTS, bus::close);
        ClusterWatch cluster = ClusterWatch.start(ground.cluster(), sightings);
        closer.add(Layer.CLIENTS, cluster::close);
    }

    private <T> Optional<T> fail(Step step, RuntimeException e) throws InterruptedException {
        report.failed(Mishap.of(step, e, "The log is %s.".formatted(workspace.log())));
        return Optional.empty();
    }
}
