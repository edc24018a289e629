package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.runtime.log.LogKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells that a registry's sweeps do not finish in their period, and what would help: in the log once a period, and to whoever
 * asks until the sweep keeps up again. Thread-safe.
 */
final class LateSweeps {
    private static final Logger LOG = LoggerFactory.getLogger(LateSweeps.class);

    private final String host;
    private Instant quietUntil = Instant.EPOCH;
    private String words = "";
    private Instant missedAt;

    LateSweeps(String host) {
        this.host = requireNonNull(host, "host is null");
    }

    /**
     * A target missed its turn.
     *
     * @param targets of this process
     * @param ours which share of all partitions this process owns
     */
    synchronized void late(Duration period, int targets, ProbePolicy policy, double ours, Instant now) {
        missedAt = now;
        if (now.isBefore(quietUntil) && quietUntil.isBefore(now.plus(period.multipliedBy(2)))) {
            return;
        }
        quietUntil = now.plus(period);
        words = inWords(period, targets, policy, ours);
        LOG.atWarn()
                .addKeyValue(LogKeys.REGISTRY, host)
                .addKeyValue(LogKeys.COUNT, targets)
                .addKeyValue(LogKeys.REASON, words)
                .log("a sweep did not finish in its period");
    }

    /**
     * The sweep keeps up again once everybody was asked who was due when a turn was last missed.
     *
     * @param earliest who waits longest; empty where nobody is ever due here
     * @return what is wrong and what would help; empty where the sweep keeps up
     */
    synchronized Optional<String> trouble(Optional<Instant> earliest, Instant now) {
        if (missedAt == null) {
            return Optional.empty();
        }
        missedAt = Instants.earlier(missedAt, now);
        if (earliest.isEmpty() || earliest.get().isAfter(missedAt)) {
            missedAt = null;
            return Optional.empty();
        }
        return Optional.of("A sweep did not finish in its period: " + words);
    }

    static String inWords(Duration period, int targets, ProbePolicy policy, double ours) {
        double needed = targets / Math.max(1e-3, period.toMillis() / 1e3);
        double allowed = policy.ratePerSecond() * ours;
        String numbers = String.format(
                Locale.ROOT,
                "%d targets here every %s take %.1f probes/s, and this replica's share of policy.rate is %.1f/s.",
                targets,
                period.toString().substring(2).toLowerCase(Locale.ROOT),
                needed,
                allowed);
        return needed > allowed
                ? numbers
                        + String.format(
                                Locale.ROOT,
                                " Set the registry's policy.rate to more than %.0f/s, or sweep less often.",
                                Math.ceil(needed / ours))
                : numbers
                        + " The rate would do: the registry was out, slow or asked to be left alone, lost images took the"
                        + " rest, or no prober was running. If the registry is well and quick, raise its policy.inFlight.";
    }
}
