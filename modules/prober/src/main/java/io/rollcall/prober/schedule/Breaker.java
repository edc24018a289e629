package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.rollcall.contract.probe.BreakerState;
import io.rollcall.contract.probe.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Leaves a registry alone that fails too often, and tries now and then whether it is back. A clock that goes back does not
 * lengthen that. Thread-safe.
 */
final class Breaker {
    /** How long no target must have been due that could be a trial, before fewer trials will do. */
    static final Duration QUIET = Duration.ofSeconds(1);

    private final String host;
    private final BreakerSettings settings;
    private final Clock clock;
    private final SteadyClock steady;
    private final Consumer<Opening> closed;
    private final AtomicInteger trialsOut = new AtomicInteger();
    private volatile Instant answeredAt;
    private volatile boolean answeredWell;
    private volatile Opening opening;
    private volatile CircuitBreaker current;
    private Duration longestTrial;
    private long openings;

    /**
     * The time from when it is not closed until it is closed again, however many trials there are in between.
     *
     * @param number which one it is, of this breaker
     */
    record Opening(long number, Instant since) {}

    /**
     * @param longestTrial after so long trials are not waited for any more
     * @param closed hears of each opening that is over
     */
    Breaker(String host, BreakerSettings settings, Clock clock, Duration longestTrial, Consumer<Opening> closed) {
        this.host = requireNonNull(host, "host is null");
        this.settings = requireNonNull(settings, "settings is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.closed = requireNonNull(closed, "closed is null");
        this.steady = new SteadyClock(clock);
        this.answeredAt = steady.instant();
        this.longestTrial = requireNonNull(longestTrial, "longestTrial is null");
        this.current = listenedTo(make());
    }

    /** Other trials are waited for longer, or less long. What was counted while it was closed is forgotten. */
    synchronized void adopt(Duration longest) {
        if (longest.equals(longestTrial)) {
            return;
        }
        longestTrial = longest;
        CircuitBreaker next = make();
        if (opening != null) {
            next.transitionToOpenState();
        }
        current = listenedTo(next);
    }

    /** @return leave to send one probe, whose answer it must be told; empty where none may be sent now */
    Optional<Trial> tryEnter() {
        CircuitBreaker breaker = current;
        if (!breaker.tryAcquirePermission()) {
            return Optional.empty();
        }
        BreakerState state = state(breaker);
        if (state == BreakerState.HALF_OPEN) {
            trialsOut.incrementAndGet();
        }
        return Optional.of(new Trial(breaker, state));
    }

    /** Only {@link Permit} calls this, once. */
    void answered(Trial trial, Verdict verdict, Duration took) {
        answeredAt = steady.instant();
        long nanos = took.isNegative() ? 0 : took.toNanos();
        switch (verdict.counts()) {
            case SUCCESS -> {
                answeredWell = true;
                trial.of.onSuccess(nanos, TimeUnit.NANOSECONDS);
            }
            case FAILURE -> {
                answeredWell = false;
                trial.of.onError(nanos, TimeUnit.NANOSECONDS, new Failed(verdict));
            }
            case NOT_SENT -> trial.of.releasePermission();
        }
        if (trial.state == BreakerState.HALF_OPEN) {
            trialsOut.decrementAndGet();
        }
    }

    /**
     * Closes where nobody is due who could be the trial that it takes, if all that was heard last was well: a small registry
     * is back, too.
     */
    void settle() {
        CircuitBreaker breaker = current;
        boolean isBack = trialsOut.get() == 0
                && switch (breaker.getState()) {
                    case HALF_OPEN ->
                        breaker.getMetrics().getNumberOfSuccessfulCalls() > 0
                                && breaker.getMetrics().getNumberOfFailedCalls() == 0
                                && isQuietFor(QUIET);
                    case OPEN -> answeredWell && isQuietFor(settings.open().plus(QUIET));
                    default -> false;
                };
        if (isBack) {
            breaker.transitionToClosedState();
        }
    }

    private boolean isQuietFor(Duration time) {
        return steady.instant().isAfter(answeredAt.plus(time));
    }

    BreakerState state() {
        return state(current);
    }

    /** @return empty while it is closed */
    Optional<Opening> opening() {
        return Optional.ofNullable(opening);
    }

    private CircuitBreaker make() {
        return CircuitBreaker.of(
                host,
                CircuitBreakerConfig.custom()
                        .slidingWindow(
                                settings.window(),
                                settings.minimum(),
                                CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(settings.failureShare())
                        .waitDurationInOpenState(settings.open())
                        .permittedNumberOfCallsInHalfOpenState(settings.trials())
                        .maxWaitDurationInHalfOpenState(longestTrial)
                        .clock(steady)
                        .build());
    }

    private CircuitBreaker listenedTo(CircuitBreaker breaker) {
        breaker.getEventPublisher()
                .onStateTransition(
                        event -> became(breaker, event.getStateTransition().getToState()));
        return breaker;
    }

    private void became(CircuitBreaker breaker, State state) {
        Opening over = null;
        synchronized (this) {
            if (breaker == current && state == State.CLOSED) {
                over = opening;
                opening = null;
            } else if (breaker == current && opening == null) {
                opening = new Opening(++openings, clock.instant());
            }
        }
        if (over != null) {
            closed.accept(over);
        }
    }

    private static BreakerState state(CircuitBreaker breaker) {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> BreakerState.OPEN;
            case HALF_OPEN -> BreakerState.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY -> BreakerState.CLOSED;
        };
    }

    /** Leave to send one probe. */
    static final class Trial {
        private final CircuitBreaker of;
        private final BreakerState state;

        private Trial(CircuitBreaker of, BreakerState state) {
            this.of = of;
            this.state = state;
        }

        BreakerState state() {
            return state;
        }
    }

    /** What the breaker is told; it never leaves this class, so it carries no stack. */
    private static final class Failed extends Exception {
        Failed(Verdict verdict) {
            super(verdict.is(), null, false, false);
        }
    }
}
