package io.rollcall.contract.policy;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How gently a registry is asked and how sure a verdict must be. A named value; its version follows from its content, so
 * that two results bear the same version only if they were made under the same rules.
 *
 * @param inFlight probes in flight at once over all replicas, each of which has at least one; 1 … 64
 * @param minDelay least time between two probes of one target, other than requested ones; 0 or more
 * @param ratePerSecond budget over all replicas; above 0
 * @param burst probes that may go at once out of a full budget; 1 or more
 * @param backoffInitial first wait after an inconclusive probe; above 0
 * @param backoffMax longest such wait; not below the first
 * @param confirmations absences in a row that lose an image; 1 or more
 * @param confirmationDelay wait before an absence is looked at again while it does not yet count; above 0
 * @param freshness a verdict younger than this spares a sweep; 0 or more
 * @param connectTimeout to a TCP and TLS session; above 0
 * @param responseTimeout to the first byte of an answer; above 0
 * @param totalTimeout of a probe, its confirming GET included; not below the other two
 */
public record ProbePolicy(
        String name,
        int inFlight,
        Duration minDelay,
        double ratePerSecond,
        int burst,
        Duration backoffInitial,
        Duration backoffMax,
        int confirmations,
        Duration confirmationDelay,
        Duration freshness,
        Duration connectTimeout,
        Duration responseTimeout,
        Duration totalTimeout) {
    /** 8 in flight (above that Distribution only adds latency), 100/s, one absence decides. */
    public static final ProbePolicy DEFAULT = new ProbePolicy(
            "default",
            8,
            Duration.ZERO,
            100,
            8,
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            1,
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20));

    public ProbePolicy {
        requireNonNull(name, "name is null");
        check(inFlight >= 1 && inFlight <= 64, "inFlight is " + inFlight + ", not 1 … 64");
        check(!minDelay.isNegative(), "minDelay is negative");
        check(ratePerSecond > 0 && Double.isFinite(ratePerSecond), "rate is " + ratePerSecond + "/s, not above 0");
        check(burst >= 1, "burst is " + burst + ", not 1 or more");
        check(isPositive(backoffInitial), "backoffInitial is not above 0");
        check(backoffMax.compareTo(backoffInitial) >= 0, "backoffMax is below backoffInitial");
        check(confirmations >= 1, "confirmations is " + confirmations + ", not 1 or more");
        check(isPositive(confirmationDelay), "confirmationDelay is not above 0");
        check(!freshness.isNegative(), "freshness is negative");
        check(isPositive(connectTimeout), "connectTimeout is not above 0");
        check(isPositive(responseTimeout), "responseTimeout is not above 0");
        check(
                totalTimeout.compareTo(connectTimeout) >= 0 && totalTimeout.compareTo(responseTimeout) >= 0,
                "totalTimeout is below connectTimeout or responseTimeout");
    }

    /** The same, but for how many absences in a row count, and how long it waits between two of them. */
    public ProbePolicy confirming(int absences, Duration delay) {
        return new ProbePolicy(
                name,
                inFlight,
                minDelay,
                ratePerSecond,
                burst,
                backoffInitial,
                backoffMax,
                absences,
                delay,
                freshness,
                connectTimeout,
                responseTimeout,
                totalTimeout);
    }

    /** @return name and version, e.g. {@code default@5f3a91c2} */
    public String version() {
        return name + "@" + Hashes.hex(toString(), 8);
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
