package io.rollcall.replay.explain;

import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.replay.incident.Band;
import io.rollcall.replay.incident.Health;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How one registry fared over the window, in steps of a thousandth of it, a second at least. */
final class Bands {
    private static final int STEPS = 1_000;
    private static final long SHORTEST = 1_000;
    /** So many absent images of a larger registry are many, where they are a tenth of them too. */
    private static final long MANY = 3;

    private final long from;
    private final long to;
    private final long step;
    private final List<Band> bands = new ArrayList<>();
    private SortedMap<String, Long> counts = new TreeMap<>();
    private SortedMap<String, Long> all = new TreeMap<>();
    private final Map<Health, Long> by = new EnumMap<>(Health.class);
    private long answers;
    private Health health = Health.UNKNOWN;
    private long since;
    private long bucket;
    private boolean breakerOpen;

    Bands(Instant from, Instant to) {
        this.from = from.toEpochMilli();
        this.to = to.toEpochMilli();
        this.step = Math.max(SHORTEST, (this.to - this.from) / STEPS);
        this.since = this.from;
        this.bucket = this.from;
    }

    void breaker(boolean open) {
        breakerOpen = open;
    }

    /**
     * @param images of the registry that are known so far
     * @param absent those of them whose last verdict is absent
     */
    void answered(long time, ProbeResult result, long images, long absent) {
        if (time >= bucket + step) {
            close(images, absent);
            bucket += (time - bucket) / step * step;
        }
        counts.merge(name(result.verdict()), 1L, Long::sum);
        Health sort = sort(result.verdict());
        if (sort != null) {
            by.merge(sort, 1L, Long::sum);
            answers++;
        }
    }

    /** As a band counts it: {@code present}, {@code absent}, or why nothing is known. */
    static String name(Verdict verdict) {
        return verdict instanceof Verdict.Inconclusive inconclusive
                ? inconclusive.reason().name()
                : verdict.is();
    }

    /** What one answer says of the registry; null where it says nothing of it. */
    static Health sort(Verdict verdict) {
        if (!(verdict instanceof Verdict.Inconclusive inconclusive)) {
            return Health.OK;
        }
        return switch (inconclusive.reason()) {
            case DENIED -> Health.DENIED;
            case THROTTLED -> Health.THROTTLED;
            case CIRCUIT_OPEN -> Health.BREAKER_OPEN;
            default -> inconclusive.reason().counts() == Reason.Counts.FAILURE ? Health.UNAVAILABLE : null;
        };
    }

    private void close(long images, long absent) {
        Health now = judge(images, absent);
        if (now != health) {
            band(bucket);
            health = now;
        }
        counts.forEach((name, count) -> all.merge(name, count, Long::sum));
        counts = new TreeMap<>();
        by.clear();
        answers = 0;
    }

    /** What most answers of the step say; as before where there were none. */
    private Health judge(long images, long absent) {
        if (answers == 0) {
            return breakerOpen ? Health.BREAKER_OPEN : health;
        }
        for (Health sort : new Health[] {Health.BREAKER_OPEN, Health.UNAVAILABLE, Health.DENIED, Health.THROTTLED}) {
            if (2 * by.getOrDefault(sort, 0L) > answers) {
                return sort;
            }
        }
        if (2 * by.getOrDefault(Health.OK, 0L) <= answers) {
            return Health.MIXED;
        }
        return absent > 0 && absent >= Math.min(MANY, images) && 10 * absent >= images ? Health.MANY_ABSENT : Health.OK;
    }

    private void band(long end) {
        if (end > since) {
            bands.add(new Band(Instant.ofEpochMilli(since), Instant.ofEpochMilli(end), health, all));
            since = end;
        } else {
            return;
        }
        all = new TreeMap<>();
    }

    /** From end to end. */
    List<Band> all(long images, long absent) {
        close(images, absent);
        band(to);
        return List.copyOf(bands);
    }
}
