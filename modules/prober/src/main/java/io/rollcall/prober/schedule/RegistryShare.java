package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.BreakerState;
import io.rollcall.prober.registry.Answer;
import io.rollcall.prober.schedule.Agenda.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One task's share of one registry: its part of the budget, whose turn it is, and whom it has told that nothing is sent. Not
 * thread-safe.
 */
final class RegistryShare {
    private final RegistryGate gate;
    private final int partitions;
    private final Duration tick;
    private final LaneTurns turns = new LaneTurns();
    private final OpenNotices notices = new OpenNotices();
    private final TokenBucket budget;
    private final AtomicInteger lined = new AtomicInteger();
    private String version;
    private long emptied;

    /**
     * @param partitions among how many tasks the registry's budget is divided
     * @param tick how often it sends
     */
    RegistryShare(RegistryGate gate, int partitions, Duration tick, Instant now) {
        this.gate = requireNonNull(gate, "gate is null");
        this.partitions = partitions;
        this.tick = requireNonNull(tick, "tick is null");
        this.budget = new TokenBucket(capacity(gate.policy()), now);
        this.version = gate.policyVersion();
        this.emptied = gate.pace(now).emptied();
    }

    RegistryGate gate() {
        return gate;
    }

    /** @return whether another policy was adopted since the last call; the budget is that one's then */
    boolean adopts() {
        String adopted = gate.policyVersion();
        boolean other = !adopted.equals(version);
        if (other) {
            version = adopted;
            budget.resize(capacity(gate.policy()));
        }
        return other;
    }

    /** @return whether the budget is enough for a probe */
    boolean hasBudget(Instant now) {
        Pace pace = gate.pace(now);
        if (pace.emptied() != emptied) {
            emptied = pace.emptied();
            budget.empty();
        }
        return budget.has(now, pace.perSecond(gate.policy().ratePerSecond(), now) / partitions, lined.get());
    }

    /** @return who is to be asked next, of those that are due */
    Optional<Slot> next(Agenda agenda, Instant now) {
        return turns.next(agenda, gate.host(), now);
    }

    /**
     * @param owned how many tasks the process owns
     * @return leave to send one probe; empty where none may be sent now
     */
    Optional<Permit> tryEnter(Instant now, int owned) {
        return gate.tryEnter(now, InFlight.share(gate.policy().inFlight(), owned, partitions));
    }

    /**
     * How many may be lined up now. Whoever waits for room has taken from the budget and counts against what it can hold, so
     * that no more is sent in any time than if none had waited; that is worth it only where the budget holds many.
     */
    int roomInLine(Instant now) {
        int most = (int) (capacity(gate.policy()) / 2) - lined.get();
        return gate.isFree(now) ? Math.max(0, Math.min(most, gate.line().room(now))) : 0;
    }

    /** @return what counts who is in the line for this task */
    AtomicInteger lined() {
        return lined;
    }

    /** One is sent. */
    void sent() {
        budget.take();
        turns.sent();
    }

    /** One was answered: what it took beyond the one request that was budgeted for is owed. */
    void answered(Answer answer) {
        budget.debit(Math.max(0, answer.requests() - 1));
    }

    /** @return those that are due, but are not asked because the breaker is open, and were not told so yet */
    List<Slot> untold(Agenda agenda, Instant now) {
        if (!gate.isOpen()) {
            notices.over();
        }
        return gate.opening()
                .filter(it -> gate.breakerState() == BreakerState.OPEN)
                .map(it -> notices.next(it, agenda, gate.host(), now))
                .orElse(List.of());
    }

    /**
     * Its part of the burst; but no share holds less than one probe, or it would never send, and what comes between two ticks,
     * the second of which is late, or it would not keep up with its rate.
     */
    private double capacity(ProbePolicy policy) {
        double twoTicks = policy.ratePerSecond() / partitions * 2 * tick.toMillis() / 1e3;
        return Math.max((double) policy.burst() / partitions, 1 + twoTicks);
    }
}
