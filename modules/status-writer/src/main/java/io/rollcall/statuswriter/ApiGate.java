package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.runtime.health.Health;
import io.rollcall.statuswriter.kube.ApiAnswer;
import io.rollcall.statuswriter.kube.KubeApi;
import io.rollcall.statuswriter.kube.Preflight;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Tells one image's trouble from everybody's. Everybody's is waited out, however long: nothing is given up, nothing is
 * committed, and readiness says why. Safe for use by several threads.
 */
final class ApiGate {
    static final String CONDITION = "kubernetes";

    private static final Duration ASK_EVERY = Duration.ofSeconds(1);
    private static final Duration BEARABLE = Duration.ofSeconds(30);

    private final KubeApi api;
    private final Preflight preflight;
    private final Health health;
    private final Clock clock;
    private final AtomicBoolean held = new AtomicBoolean();
    private final AtomicReference<Instant> throttledSince = new AtomicReference<>();
    private Instant asked = Instant.MIN;
    private Trouble.Sort askedAbout;

    ApiGate(KubeApi api, Preflight preflight, Health health, MeterRegistry meters, Clock clock) {
        this.api = requireNonNull(api, "api is null");
        this.preflight = requireNonNull(preflight, "preflight is null");
        this.health = requireNonNull(health, "health is null");
        this.clock = requireNonNull(clock, "clock is null");
        Gauge.builder("rollcall.writer.paused", held, it -> it.get() ? 1 : 0)
                .description("1 while everything waits for the API server")
                .register(meters);
    }

    /** @return whether it is everybody's trouble, as the server itself says it now or said it a moment ago */
    synchronized boolean holds(Trouble trouble) {
        if (trouble.sort() == Trouble.Sort.CONFLICT || trouble.sort() == Trouble.Sort.BUS) {
            return false;
        }
        Instant now = clock.instant();
        if (trouble.sort() == Trouble.Sort.THROTTLED) {
            return throttled(trouble, now);
        }
        if (trouble.sort() != askedAbout || now.isAfter(asked.plus(ASK_EVERY))) {
            Optional<String> everybodys = everybodys(trouble);
            asked = now;
            askedAbout = trouble.sort();
            held.set(everybodys.isPresent());
            if (everybodys.isPresent()) {
                health.waiting(CONDITION, everybodys.get());
            } else if (trouble.sort() == Trouble.Sort.FORBIDDEN) {
                health.waiting(CONDITION, refused(trouble.why()));
            } else {
                health.ok(CONDITION);
            }
        }
        return held.get();
    }

    /** It slows us down as long as it likes; only where it lets nothing through at all somebody has to hear of it. */
    private boolean throttled(Trouble trouble, Instant now) {
        Instant since = throttledSince.updateAndGet(at -> at == null ? now : at);
        if (now.isAfter(since.plus(BEARABLE))) {
            held.set(true);
            health.waiting(
                    CONDITION,
                    "The API server has been refusing all requests for "
                            + Duration.between(since, now).toSeconds() + " s (" + trouble.why()
                            + "); give the status-writer's ServiceAccount a FlowSchema of its own, or lower"
                            + " writer.requestsPerSecond. Nothing is lost meanwhile.");
        }
        return true;
    }

    /** The server answered somebody as it should. */
    void answered() {
        throttledSince.set(null);
        if (held.compareAndSet(true, false)) {
            health.ok(CONDITION);
        }
    }

    /** Everything that was under way is settled. */
    void settled() {
        held.set(false);
        health.ok(CONDITION);
    }

    private Optional<String> everybodys(Trouble trouble) {
        return switch (trouble.sort()) {
            case UNAVAILABLE ->
                api.ready() instanceof ApiAnswer.Unavailable down
                        ? Optional.of(Preflight.unreachable(down.message()))
                        : Optional.empty();
            case UNAUTHENTICATED ->
                Optional.of("The API server refuses our credentials (" + trouble.why()
                        + "); renew the service account's token or the kubeconfig. Nothing is lost meanwhile.");
            case FORBIDDEN -> preflight.missingRights();
            case CONFLICT, BUS, THROTTLED -> Optional.empty();
        };
    }

    private static String refused(String message) {
        return "The API server refuses (" + message + "); grant the status-writer's ServiceAccount that right.";
    }
}
