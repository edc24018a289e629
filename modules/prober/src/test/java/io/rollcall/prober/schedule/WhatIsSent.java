package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Tells the guarantees what is sent, in their terms: one in flight is counted for each owner, the budget for each stretch in
 * which nothing it hangs on changes, and a target is due as often as somebody wants a probe of it that starts after that.
 */
final class WhatIsSent implements ProbingGuarantee {
    private final AtMostOneProbeInFlightPerTarget oneInFlight = new AtMostOneProbeInFlightPerTarget();
    private final EveryDueImageIsProbed everyDue = new EveryDueImageIsProbed();
    private final List<NoProbeAboveBudget> budgets = new ArrayList<>();
    private final Map<String, Deque<String>> senders = new HashMap<>();
    private final Map<String, Set<String>> wanted = new HashMap<>();
    private final UnaryOperator<String> owners;
    private int wants;

    /** @param owners who owns a target now */
    WhatIsSent(UnaryOperator<String> owners) {
        this.owners = requireNonNull(owners, "owners is null");
    }

    /** From here on it is counted anew. */
    void onBudget(double perSecond, double burst) {
        budgets.add(new NoProbeAboveBudget(perSecond, burst));
    }

    void onWanted(String target) {
        String want = target + "#" + ++wants;
        wanted.computeIfAbsent(target, it -> new HashSet<>()).add(want);
        everyDue.onDue(want);
    }

    void onGone(String target) {
        wanted.getOrDefault(target, Set.of()).forEach(everyDue::onWithdrawn);
        wanted.remove(target);
    }

    @Override
    public void onSent(String target, Instant at) {
        String owner = owners.apply(target);
        senders.computeIfAbsent(target, it -> new ArrayDeque<>()).add(owner);
        oneInFlight.onSent(target + " by " + owner, at);
        budgets.get(budgets.size() - 1).onSent(target, at);
        wanted.getOrDefault(target, Set.of()).forEach(want -> everyDue.onSent(want, at));
        wanted.remove(target);
    }

    @Override
    public void onAnswered(String target, Instant at) {
        oneInFlight.onAnswered(target + " by " + senders.get(target).poll(), at);
    }

    @Override
    public void doAssert() {
        oneInFlight.doAssert();
        budgets.forEach(NoProbeAboveBudget::doAssert);
        everyDue.doAssert();
    }
}
