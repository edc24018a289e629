package io.rollcall.standalone.trouble;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.health.Condition;
import io.rollcall.runtime.health.Health;
import io.rollcall.runtime.service.Service;
import io.rollcall.runtime.service.ServiceContext;
import io.rollcall.standalone.services.Services;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.core.ConditionFactory;

/** One of the services in this JVM, as its process would run it, and what it says of itself. */
final class OneService implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(10);

    private final ServiceContext context;
    private final Service service;

    private OneService(ServiceContext context, Service service) {
        this.context = context;
        this.service = service;
    }

    static OneService start(Services.Entry entry, Map<String, String> settings) {
        ServiceContext context = ServiceContext.of(
                entry.name(), "one", RollcallConfig.of(settings), new SimpleMeterRegistry(), Clock.systemUTC());
        Service service = entry.factory().create(context);
        service.start();
        context.health().started();
        return new OneService(context, service);
    }

    Health health() {
        return context.health();
    }

    boolean isReady() {
        return context.health().ready();
    }

    /** What keeps it from being ready, as {@code /readyz} says it. */
    List<String> sentences() {
        return context.health().conditions().stream()
                .filter(condition -> condition.state() != Condition.State.OK)
                .map(Condition::reason)
                .toList();
    }

    /** Waits for a sentence of {@code /readyz} that has this in it, and returns it. */
    String awaitSentence(String part) {
        Optional<String> said = eventually(part)
                .until(
                        () -> sentences().stream()
                                .filter(it -> it.contains(part))
                                .findFirst(),
                        Optional::isPresent);
        return Troubleshooting.documented(said.orElseThrow());
    }

    void awaitReady() {
        eventually("ready").until(this::isReady);
    }

    /** The sum of all counters of this name. */
    double count(String meter) {
        return context.meters().find(meter).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    double count(String meter, String tag, String value) {
        return context.meters().find(meter).tag(tag, value).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private ConditionFactory eventually(String what) {
        return await(context.service() + ": " + what)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .conditionEvaluationListener(seen -> {
                    if (seen.getRemainingTimeInMS() < 1_000) {
                        System.err.println(
                                context.service() + " says " + context.health().conditions());
                    }
                });
    }

    @Override
    public void close() {
        service.stop(STOP);
    }
}
