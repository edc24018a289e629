package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.runtime.log.LogKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells in the log that a registry's sweeps do not finish in their period, and what would help: once a period. Thread-safe. */
final class LateSweeps {
    private static final Logger LOG = LoggerFactory.getLogger(LateSweeps.class);

    private final String host;
    private Instant quietUntil = Instant.EPOCH;

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
        if (now.isBefore(quietUntil) && quietUntil.isBefore(now.plus(period.multipliedBy(2)))) {
            return;
        }
        quietUntil = now.plus(period);
        LOG.atWarn()
                .addKeyValue(LogKeys.REGISTRY, host)
                .addKeyValue(LogKeys.COUNT, targets)
                .addKeyValue(LogKeys.REASON, inWords(period, targets, policy, ours))
                .log("a sweep did not finish in its period");
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
