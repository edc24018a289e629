package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.image.Ask;
import io.rollcall.contract.image.Cadence;
import io.rollcall.contract.image.Lane;
import io.rollcall.contract.policy.Backoff;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When a target is due. Follows from what is stored alone, not from the time at which it is asked, so that every owner
 * finds the same.
 *
 * <ul>
 *   <li>The earliest of all asks' cadences counts; the target waits in the best of all asks' lanes.
 *   <li>After an inconclusive verdict the backoff counts instead, sooner or later than the cadence; a target that can never
 *       be asked as it stands comes round with the sweep alone, or, where there is none, as its asks say.
 *   <li>Wishes (a new ask, a request) wait beside that, in a lane of their own where it is better.
 *   <li>Nothing is due before the first ask's {@code notBefore}.
 * </ul>
 */
final class DueRules {
    /** No re-check waits longer, whatever its bounds say; it keeps the arithmetic in range. */
    static final Duration LONGEST_INTERVAL = Duration.ofDays(365);

    private final Turns turns;

    DueRules(Turns turns) {
        this.turns = requireNonNull(turns, "turns is null");
    }

    /** @return at most one for each lane; empty where nothing will ever be due by itself */
    List<Due> of(String key, Target target, ProbePolicy policy) {
        List<Subscriber> asking = target.asking();
        if (asking.isEmpty()) {
            return List.of();
        }
        Lane lane = asking.stream()
                .map(it -> it.ask().lane())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant floor = floor(asking);
        Optional<Due> byItself = byItself(key, target, asking, policy, lane).map(due -> due.notBefore(floor));
        if (target.wants().isEmpty()) {
            return byItself.map(List::of).orElse(List.of());
        }
        Want want = target.wants().get(0);
        Lane better = lane.compareTo(Lane.REQUESTED) < 0 ? lane : Lane.REQUESTED;
        Due wanted = new Due(better, want.due(), want.why()).notBefore(floor);
        List<Due> dues = new ArrayList<>(2);
        if (byItself.isPresent() && byItself.get().lane() == better) {
            dues.add(wanted.orEarlier(byItself.get()));
        } else {
            dues.add(wanted);
            byItself.ifPresent(dues::add);
        }
        return dues;
    }

    private Optional<Due> byItself(String key, Target target, List<Subscriber> asking, ProbePolicy policy, Lane lane) {
        LastProbe last = target.last();
        if (last == null) {
            Instant since = asking.stream()
                    .map(Subscriber::boundAt)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            return target.wants().isEmpty() ? Optional.of(new Due(lane, since, Trigger.CHANGED)) : Optional.empty();
        }
        if (last.isHopeless() && turns.hasSweep()) {
            return sweep(key, last, policy, lane);
        }
        Instant soonest = last.startedAt().plus(policy.minDelay());
        if (last.verdict() instanceof Verdict.Inconclusive inconclusive && !last.isHopeless()) {
            return Optional.of(backoff(key, last, inconclusive, policy, lane).notBefore(soonest));
        }
        Optional<Due> cadence = asking.stream()
                .flatMap(it ->
                        cadence(key, it.ask(), last, policy, lane)
                                .map(due -> due.notBefore(it.ask().notBefore()))
                                .stream())
                .reduce(Due::orEarlier);
        Optional<Due> due = cadence;
        if (last.verdict() instanceof Verdict.Absent && last.consecutive() < policy.confirmations()) {
            Due again = new Due(lane, last.probedAt().plus(policy.confirmationDelay()), Trigger.CONFIRMATION);
            due = Optional.of(cadence.map(it -> it.orEarlier(again)).orElse(again));
        }
        return due.map(it -> it.notBefore(soonest));
    }

    private Optional<Due> cadence(String key, Ask ask, LastProbe last, ProbePolicy policy, Lane lane) {
        if (ask.cadence() instanceof Cadence.Sweep) {
            return sweep(key, last, policy, lane);
        }
        if (ask.cadence() instanceof Cadence.Progressive progressive) {
            Duration interval = Instants.shorter(progressive.interval(last.startedAt()), LONGEST_INTERVAL);
            return Optional.of(new Due(lane, last.startedAt().plus(interval), Trigger.RECHECK));
        }
        if (ask.cadence() instanceof Cadence.Cron cron) {
            return turns.cron(cron.expression(), key, last.startedAt()).map(at -> new Due(lane, at, Trigger.CRON));
        }
        return Optional.empty();
    }

    /** A young verdict spares a sweep, unless a sweep brought it: then the schedule was meant to be that dense. */
    private Optional<Due> sweep(String key, LastProbe last, ProbePolicy policy, Lane lane) {
        Instant after = last.trigger() == Trigger.SWEEP
                ? last.startedAt()
                : Instants.later(last.startedAt(), last.probedAt().plus(policy.freshness()));
        return turns.sweep(key, after).map(at -> new Due(lane, at, Trigger.SWEEP));
    }

    private static Due backoff(
            String key, LastProbe last, Verdict.Inconclusive verdict, ProbePolicy policy, Lane lane) {
        Duration wait = new Backoff(policy.backoffInitial(), policy.backoffMax()).delay(last.consecutive(), key);
        Duration asked = verdict.retryAfterMillis() == null ? Duration.ZERO : retryAfter(verdict, policy);
        return new Due(lane, last.probedAt().plus(wait.compareTo(asked) < 0 ? asked : wait), Trigger.BACKOFF);
    }

    /** What the registry asked for; it may not silence us for longer than it would take if it were down. */
    static Duration retryAfter(Verdict.Inconclusive verdict, ProbePolicy policy) {
        return Instants.shorter(Duration.ofMillis(verdict.retryAfterMillis()), policy.backoffMax());
    }

    /** @return before when no ask wants a probe; null for no such bound */
    private static Instant floor(List<Subscriber> asking) {
        Instant floor = Instant.MAX;
        for (Subscriber subscriber : asking) {
            Instant bound = subscriber.ask().notBefore();
            if (bound == null) {
                return null;
            }
            floor = Instants.earlier(floor, bound);
        }
        return floor;
    }
}
