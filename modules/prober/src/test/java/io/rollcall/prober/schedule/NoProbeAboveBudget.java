package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Over any time w no more than {@code burst + rate · w} probes are sent.
 *
 * <p>With rate 1/s and burst 2. Allowed: 0 s, 0 s, 1 s, 2 s. Not allowed: 0 s, 0 s, 0 s. Not allowed: 0 s, 0 s, 1 s, 1 s.
 */
public final class NoProbeAboveBudget implements ProbingGuarantee {
    private final double perSecond;
    private final double burst;
    private final List<Instant> sent = new ArrayList<>();

    public NoProbeAboveBudget(double perSecond, double burst) {
        this.perSecond = perSecond;
        this.burst = burst;
    }

    @Override
    public synchronized void onSent(String target, Instant at) {
        sent.add(at);
    }

    /** The most that any stretch lies above the rate is what its end lies above it, less the least that any start before does. */
    @Override
    public synchronized void doAssert() {
        Collections.sort(sent);
        double least = Double.POSITIVE_INFINITY;
        Instant from = null;
        for (int i = 0; i < sent.size(); i++) {
            double above =
                    i - perSecond * Duration.between(sent.get(0), sent.get(i)).toNanos() / 1e9;
            if (above < least) {
                least = above;
                from = sent.get(i);
            }
            if (above - least + 1 > burst + 1e-6) {
                fail(
                        "from %s to %s there were %s probes more than %s/s allows; the burst is %s",
                        from, sent.get(i), above - least + 1, perSecond, burst);
            }
        }
    }
}
