package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.BreakerState;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.prober.registry.RegistryClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What one process may send to one registry: so many at once, nothing while its breaker is open, nothing while it asked to
 * be left alone. Shared by all tasks of the process. Thread-safe; nothing here waits.
 */
final class RegistryGate {
    /** How much longer than a probe's longest time a trial may be out before the breaker stops waiting for it. */
    static final Duration TRIAL_GRACE = Duration.ofSeconds(10);

    private final String host;
    private volatile Adopted adopted;
    private final RegistryClient client;
    private final Semaphore room;
    private final CircuitBreaker breaker;
    private final AtomicReference<Instant> closedUntil = new AtomicReference<>(Instant.MIN);
    private final AtomicReference<Instant> openSince = new AtomicReference<>();
    private final Clock clock;

    RegistryGate(String host, ProbePolicy policy, RegistryClient client, BreakerSettings settings, Clock clock) {
        this.host = requireNonNull(host, "host is null");
        this.adopted = Adopted.of(policy);
        this.client = requireNonNull(client, "client is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.room = new Semaphore(policy.inFlight());
        this.breaker = CircuitBreaker.of(
                host,
                CircuitBreakerConfig.custom()
                        .slidingWindow(
                                settings.window(),
                                settings.minimum(),
                                CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(settings.failureShare())
                        .waitDurationInOpenState(settings.open())
                        .permittedNumberOfCallsInHalfOpenState(settings.trials())
                        .maxWaitDurationInHalfOpenState(policy.totalTimeout().plus(TRIAL_GRACE))
                        .clock(clock)
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(event -> became(event.getStateTransition().getToState()));
    }

    String host() {
        return host;
    }

    ProbePolicy policy() {
        return adopted.policy();
    }

    String policyVersion() {
        return adopted.version();
    }

    /** Probes that are sent from now on are sent under this policy; those in flight stay what they were. */
    void adopt(ProbePolicy policy) {
        adopted = Adopted.of(policy);
        client.adopt(policy);
    }

    /** A policy and its name, which is dear to work out. */
    private record Adopted(ProbePolicy policy, String version) {
        static Adopted of(ProbePolicy policy) {
            return new Adopted(policy, policy.version());
        }
    }

    RegistryClient client() {
        return client;
    }

    int inFlight() {
        return policy().inFlight() - room.availablePermits();
    }

    /** @return leave to send one probe; empty where none may be sent now */
    Optional<Permit> tryEnter(Instant now) {
        if (now.isBefore(closedUntil.get()) || !room.tryAcquire()) {
            return Optional.empty();
        }
        if (!breaker.tryAcquirePermission()) {
            room.release();
            return Optional.empty();
        }
        return Optional.of(new Permit(this, breakerState()));
    }

    BreakerState breakerState() {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> BreakerState.OPEN;
            case HALF_OPEN -> BreakerState.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY -> BreakerState.CLOSED;
        };
    }

    /** @return since when the breaker is not closed, trials in between included; empty while it is closed */
    Optional<Instant> openSince() {
        return Optional.ofNullable(openSince.get());
    }

    private void became(CircuitBreaker.State state) {
        Instant now = clock.instant();
        openSince.updateAndGet(since -> state == CircuitBreaker.State.CLOSED ? null : since == null ? now : since);
    }

    /** What {@link Permit} calls once: makes room, and tells the breaker. */
    void leave(Verdict verdict, Duration took) {
        room.release();
        switch (verdict.counts()) {
            case SUCCESS -> breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
            case FAILURE -> breaker.onError(took.toNanos(), TimeUnit.NANOSECONDS, new Failed(verdict));
            case NOT_SENT -> breaker.releasePermission();
        }
        if (verdict instanceof Verdict.Inconclusive it && it.reason() == Reason.THROTTLED) {
            Duration alone =
                    it.retryAfterMillis() == null ? policy().backoffInitial() : DueRules.retryAfter(it, policy());
            Instant until = clock.instant().plus(alone);
            closedUntil.accumulateAndGet(until, Instants::later);
        }
    }

    /** What the breaker is told; it never leaves this class, so it carries no stack. */
    private static final class Failed extends Exception {
        Failed(Verdict verdict) {
            super(verdict.is(), null, false, false);
        }
    }
}
