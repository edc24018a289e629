package io.rollcall.runtime.config;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.policy.ProbePolicy;
import java.time.Duration;
import java.util.List;

/**
 * How gently one registry is asked.
 *
 * @param inFlight most probes at once, over all replicas
 * @param rate most requests in a time, over all replicas
 * @param burst how many may come at once after a calm, above {@code rate}
 * @param connectTimeout longest time to connect, TLS included
 * @param responseTimeout longest silence of the registry
 * @param totalTimeout longest time for one answer, its confirmation included
 * @param backoffInitial pause after the first inconclusive answer
 * @param backoffMax longest pause between inconclusive answers
 * @param confirmations how many absent answers in a row lose an image
 * @param confirmationDelay pause before an absence that does not count yet is looked at again
 * @param freshness a verdict younger than this spares a sweep
 * @param minDelay shortest time between two probes of one target
 */
public record PolicyConfig(
        int inFlight,
        Rate rate,
        int burst,
        Duration connectTimeout,
        Duration responseTimeout,
        Duration totalTimeout,
        Duration backoffInitial,
        Duration backoffMax,
        int confirmations,
        Duration confirmationDelay,
        Duration freshness,
        Duration minDelay) {

    /** Checks the bounds. */
    public PolicyConfig {
        requireNonNull(rate, "rate is null");
        RegistryKeys.POLICY_IN_FLIGHT.check(inFlight);
        RegistryKeys.POLICY_BURST.check(burst);
        RegistryKeys.POLICY_CONNECT_TIMEOUT.check(connectTimeout);
        RegistryKeys.POLICY_RESPONSE_TIMEOUT.check(responseTimeout);
        RegistryKeys.POLICY_TOTAL_TIMEOUT.check(totalTimeout);
        RegistryKeys.POLICY_BACKOFF_INITIAL.check(backoffInitial);
        RegistryKeys.POLICY_BACKOFF_MAX.check(backoffMax);
        RegistryKeys.POLICY_CONFIRMATIONS.check(confirmations);
        RegistryKeys.POLICY_CONFIRMATION_DELAY.check(confirmationDelay);
        RegistryKeys.POLICY_FRESHNESS.check(freshness);
        RegistryKeys.POLICY_MIN_DELAY.check(minDelay);
        notAbove(RegistryKeys.POLICY_CONNECT_TIMEOUT, connectTimeout, RegistryKeys.POLICY_TOTAL_TIMEOUT, totalTimeout);
        notAbove(
                RegistryKeys.POLICY_RESPONSE_TIMEOUT, responseTimeout, RegistryKeys.POLICY_TOTAL_TIMEOUT, totalTimeout);
        notAbove(RegistryKeys.POLICY_BACKOFF_INITIAL, backoffInitial, RegistryKeys.POLICY_BACKOFF_MAX, backoffMax);
    }

    /** The policy of a registry that is given none. */
    public static PolicyConfig defaults() {
        return from(Values.none());
    }

    /** The same as the contract's named policy. */
    public ProbePolicy toProbePolicy(String name) {
        return new ProbePolicy(
                name,
                inFlight,
                minDelay,
                rate.perSecond(),
                burst,
                backoffInitial,
                backoffMax,
                confirmations,
                confirmationDelay,
                freshness,
                connectTimeout,
                responseTimeout,
                totalTimeout);
    }

    static PolicyConfig from(Values values) {
        return new PolicyConfig(
                values.get(RegistryKeys.POLICY_IN_FLIGHT),
                values.get(RegistryKeys.POLICY_RATE),
                values.get(RegistryKeys.POLICY_BURST),
                values.get(RegistryKeys.POLICY_CONNECT_TIMEOUT),
                values.get(RegistryKeys.POLICY_RESPONSE_TIMEOUT),
                values.get(RegistryKeys.POLICY_TOTAL_TIMEOUT),
                values.get(RegistryKeys.POLICY_BACKOFF_INITIAL),
                values.get(RegistryKeys.POLICY_BACKOFF_MAX),
                values.get(RegistryKeys.POLICY_CONFIRMATIONS),
                values.get(RegistryKeys.POLICY_CONFIRMATION_DELAY),
                values.get(RegistryKeys.POLICY_FRESHNESS),
                values.get(RegistryKeys.POLICY_MIN_DELAY));
    }

    static void notAbove(Key<Duration> low, Duration lower, Key<Duration> high, Duration upper) {
        if (lower.compareTo(upper) > 0) {
            throw new InvalidSettingException(
                    List.of(low, high),
                    "is %s, longer than %s (%s)".formatted(Kinds.text(lower), high.path(), Kinds.text(upper)),
                    "give at most " + Kinds.text(upper));
        }
    }
}
