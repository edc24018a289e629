package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Override
    public synchronized void doAssert() {
        Collections.sort(sent);
        for (int from = 0; from < sent.size(); from++) {
            for (int to = from; to < sent.size(); to++) {
                double seconds = Duration.between(sent.get(from), sent.get(to)).toNanos() / 1e9;
                assertThat((double) (to - from + 1))
                        .as("probes from %s to %s", sent.get(from), sent.get(to))
                        .isLessThanOrEqualTo(burst + perSecond * seconds + 1e-6);
            }
        }
    }
}
