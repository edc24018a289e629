package io.rollcall.watcher;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.health.Condition;
import io.rollcall.runtime.health.Health;
import io.rollcall.runtime.service.ServiceContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** One watcher, as a process would run it. */
final class Replica implements AutoCloseable {
    private final ServiceContext context;
    private final WatcherService service;

    private Replica(ServiceContext context, WatcherService service) {
        this.context = context;
        this.service = service;
    }

    static Replica start(RollcallConfig config, String instance) {
        ServiceContext context = context(config, instance);
        return start(context, new WatcherService(context));
    }

    static Replica start(RollcallConfig config, List<ResourceKind> kinds) {
        ServiceContext context = context(config, "one");
        return start(context, new WatcherService(context, kinds));
    }

    private static Replica start(ServiceContext context, WatcherService service) {
        service.start();
        return new Replica(context, service);
    }

    private static ServiceContext context(RollcallConfig config, String instance) {
        return ServiceContext.of("watcher", instance, config, new SimpleMeterRegistry(), Clock.systemUTC());
    }

    boolean isReady() {
        return context.health().ready();
    }

    Health health() {
        return context.health();
    }

    /** The sentence of a condition; empty where it is fine or was never told of. */
    String sentence(String condition) {
        return context.health().condition(condition).map(Condition::reason).orElse("");
    }

    /** How many images stand in the partitions that this replica owns. */
    double images() {
        return meters().find("rollcall.images").gauges().stream()
                .mapToDouble(gauge -> gauge.value())
                .sum();
    }

    double count(String counter) {
        return meters().find(counter).counters().stream()
                .mapToDouble(it -> it.count())
                .sum();
    }

    SimpleMeterRegistry meters() {
        return (SimpleMeterRegistry) context.meters();
    }

    @Override
    public void close() {
        service.stop(Duration.ofSeconds(10));
    }
}
