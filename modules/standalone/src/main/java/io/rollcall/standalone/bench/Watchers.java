package io.rollcall.standalone.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.contract.topics.Topics;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.service.ServiceContext;
import io.rollcall.standalone.cli.CommandException;
import io.rollcall.watcher.WatcherService;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A watcher that runs: the service as it is. */
final class Watchers implements AutoCloseable {

    private static final Duration STEP_WITHIN = Duration.ofMinutes(3);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(20);

    private final ServiceContext context;
    private final WatcherService service;

    private Watchers(ServiceContext context, WatcherService service) {
        this.context = context;
        this.service = service;
    }

    static Watchers start(String servers, Topics topics, Path kubeconfig) {
        RollcallConfig config = RollcallConfig.of(Map.of(
                "kafka.bootstrapServers",
                servers,
                "kafka.topicPrefix",
                topics.prefix(),
                "kafka.partitions",
                Integer.toString(topics.partitions()),
                "kafka.replicationFactor",
                "1",
                "kafka.minInSyncReplicas",
                "1",
                "kubernetes.kubeconfig",
                kubeconfig.toString()));
        ServiceContext context =
                ServiceContext.of("watcher", topics.prefix(), config, new SimpleMeterRegistry(), Clock.systemUTC());
        WatcherService service = new WatcherService(context);
        service.start();
        return new Watchers(context, service);
    }

    /** Returns when it has joined its group and read its partitions: when it could publish. */
    void awaitJoined() throws InterruptedException {
        await(() -> context.health()
                .condition("log")
                .filter(it -> it.reason().isEmpty())
                .isPresent());
    }

    /** Returns when so many records were acknowledged. */
    void awaitPublished(int images) throws InterruptedException {
        await(() -> context.meters().find("rollcall.images.published").counters().stream()
                        .mapToDouble(it -> it.count())
                        .sum()
                >= images);
    }

    /** Returns when so many images were read back, and it is ready. */
    void awaitReadBack(int images) throws InterruptedException {
        await(() -> context.health().ready()
                && context.meters().find("rollcall.images").gauges().stream()
                                .mapToDouble(it -> it.value())
                                .sum()
                        == images);
    }

    private void await(BooleanSupplier holds) throws InterruptedException {
        long until = System.nanoTime() + STEP_WITHIN.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw CommandException.failed("the watcher does not get on (%s); report it."
                        .formatted(context.health().conditions()));
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    @Override
    public void close() {
        service.stop(STOPS_WITHIN);
    }
}
