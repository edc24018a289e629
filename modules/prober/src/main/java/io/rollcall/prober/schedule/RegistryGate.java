package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.image.Depth;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.BreakerState;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.prober.registry.Answer;
import io.rollcall.prober.registry.RegistryClient;
import io.rollcall.prober.schedule.Breaker.Opening;
import io.rollcall.prober.schedule.Line.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What one process may send to one registry: so many at once, nothing while its breaker is open, and no faster than it
 * asked. Shared by all tasks of the process. Thread-safe; nothing here waits.
 */
final class RegistryGate {
    /** How much longer than a probe's longest time a trial may be out before the breaker stops waiting for it. */
    static final Duration TRIAL_GRACE = Duration.ofSeconds(10);
    /** A registry that was left alone for longer comes back to its rate by and by. */
    static final Duration LONG_OPENING = Duration.ofSeconds(30);

    private final String host;
    private final RegistryClient client;
    private final Clock clock;
    private final InFlight inFlight = new InFlight();
    private final Line line = new Line();
    private volatile int room = 1;
    private final Breaker breaker;
    private final AtomicReference<Pace> pace = new AtomicReference<>(Pace.FULL);
    private final LateSweeps lateSweeps;
    private volatile Adopted adopted;

    RegistryGate(String host, ProbePolicy policy, RegistryClient client, BreakerSettings settings, Clock clock) {
        this.host = requireNonNull(host, "host is null");
        this.client = requireNonNull(client, "client is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.lateSweeps = new LateSweeps(host);
        this.adopted = Adopted.of(policy);
        this.breaker = new Breaker(host, settings, clock, longestTrial(policy), this::closed);
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
        client.adopt(policy);
        adopted = Adopted.of(policy);
        breaker.adopt(longestTrial(policy));
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

    LateSweeps lateSweeps() {
        return lateSweeps;
    }

    int inFlight() {
        return inFlight.count();
    }

    /** @return how fast it may be asked now */
    Pace pace(Instant now) {
        Duration longest = policy().backoffMax();
        return pace.updateAndGet(it -> it.asOf(now, longest));
    }

    /**
     * @param most that may be in flight then
     * @return leave to send one probe; empty where none may be sent now
     */
    Optional<Permit> tryEnter(Instant now, int most) {
        room = most;
        if (pace(now).isClosed(now) || !inFlight.tryEnter(most)) {
            return Optional.empty();
        }
        Optional<Permit> permit = breaker.tryEnter().map(trial -> new Permit(this, trial));
        if (permit.isEmpty()) {
            inFlight.leave();
        }
        return permit;
    }

    /** Who is sent when there is room again. */
    Line line() {
        return line;
    }

    /** @return whether nothing but room is missing to send a probe */
    boolean isFree(Instant now) {
        return breaker.state() == BreakerState.CLOSED && !pace(now).isClosed(now);
    }

    /** Sends those who wait for room, as far as there is some; all are recalled where the registry must not be asked now. */
    void drain() {
        for (Waiting next = line.next(); next != null; next = line.next()) {
            Instant now = clock.instant();
            if (!isFree(now)) {
                next.recall();
                continue;
            }
            Optional<Permit> permit = tryEnter(now, room);
            if (permit.isEmpty()) {
                line.putBack(next);
                return;
            }
            next.send(permit.get());
        }
    }

    BreakerState breakerState() {
        return breaker.state();
    }

    /** Is called now and then. */
    void settle() {
        breaker.settle();
    }

    /** @return whether the breaker is not closed */
    boolean isOpen() {
        return breaker.opening().isPresent();
    }

    /** @return since when the breaker is not closed, trials in between included; empty while it is closed */
    Optional<Instant> openSince() {
        return breaker.opening().map(it -> Instants.earlier(it.since(), clock.instant()));
    }

    /** @return in which opening the breaker is; empty while it is closed */
    Optional<Opening> opening() {
        return breaker.opening();
    }

    /** What {@link Permit} calls once: makes room, and learns from the answer. */
    void leave(Breaker.Trial trial, Answer answer) {
        inFlight.leave();
        Instant now = clock.instant();
        line.answered(now);
        ProbePolicy policy = policy();
        if (answer.verdict() instanceof Verdict.Inconclusive it && it.reason() == Reason.THROTTLED) {
            Duration alone = it.retryAfterMillis() == null ? policy.backoffInitial() : DueRules.retryAfter(it, policy);
            pace.updateAndGet(was -> was.throttled(answer.startedAt(), now, alone));
        }
        answer.quota().ifPresent(quota -> pace.updateAndGet(was -> was.told(quota, now, policy.backoffMax())));
        breaker.answered(trial, answer.verdict(), Duration.between(answer.startedAt(), answer.probedAt()));
        drain();
    }

    /** What {@link Permit} calls once in place of that: makes room, and has learnt nothing. */
    void leaveUnused(Breaker.Trial trial) {
        inFlight.leave();
        breaker.answered(trial, new Verdict.Inconclusive(Reason.NOT_ALLOWED), Duration.ZERO);
    }

    private void closed(Opening opening) {
        Instant now = clock.instant();
        if (opening.since().plus(LONG_OPENING).isBefore(now)) {
            pace.updateAndGet(was -> was.recovered(now));
        }
    }

    private Duration longestTrial(ProbePolicy policy) {
        return Arrays.stream(Depth.values())
                .map(depth -> client.longest(depth, policy))
                .max(Comparator.naturalOrder())
                .orElseThrow()
                .plus(TRIAL_GRACE);
    }
}
