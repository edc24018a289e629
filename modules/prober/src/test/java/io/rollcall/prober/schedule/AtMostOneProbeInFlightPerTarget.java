package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * While a probe of a target is out, no other is sent by the same owner.
 *
 * <p>Allowed: sent a, answered a, sent a, answered a. Allowed: sent a, sent b, answered b, answered a. Not allowed: sent a,
 * sent a.
 */
public final class AtMostOneProbeInFlightPerTarget implements ProbingGuarantee {
    private final Set<String> out = new HashSet<>();
    private final List<String> violations = new ArrayList<>();

    @Override
    public synchronized void onSent(String target, Instant at) {
        if (!out.add(target)) {
            violations.add(target + " was sent again at " + at);
        }
    }

    @Override
    public synchronized void onAnswered(String target, Instant at) {
        out.remove(target);
    }

    @Override
    public synchronized void doAssert() {
        assertThat(violations).as("targets sent while in flight").isEmpty();
    }
}
