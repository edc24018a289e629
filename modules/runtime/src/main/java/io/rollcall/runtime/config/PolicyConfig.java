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
        Keys.POLICY_IN_FLIGHT.check(inFlight);
        Keys.POLICY_BURST.check(burst);
        Keys.POLICY_CONNECT_TIMEOUT.check(connectTimeout);
        Keys.POLICY_RESPONSE_TIMEOUT.check(responseTimeout);
        Keys.POLICY_TOTAL_TIMEOUT.check(totalTimeout);
        Keys.POLICY_BACKOFF_INITIAL.check(backoffInitial);
        Keys.POLICY_BACKOFF_MAX.check(backoffMax);
        Keys.POLICY_CONFIRMATIONS.check(confirmations);
        Keys.POLICY_CONFIRMATION_DELAY.check(confirmationDelay);
        Keys.POLICY_FRESHNESS.check(freshness);
        Keys.POLICY_MIN_DELAY.check(minDelay);
        notAbove(Keys.POLICY_CONNECT_TIMEOUT, connectTimeout, Keys.POLICY_TOTAL_TIMEOUT, totalTimeout);
        notAbove(Keys.POLICY_RESPONSE_TIMEOUT, responseTimeout, Keys.POLICY_TOTAL_TIMEOUT, totalTimeout);
        notAbove(Keys.POLICY_BACKOFF_INITIAL, backoffInitial, Keys.POLICY_BACKOFF_MAX, backoffMax);
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
                values.get(Keys.POLICY_IN_FLIGHT),
                values.get(Keys.POLICY_RATE),
                values.get(Keys.POLICY_BURST),
                values.get(Keys.POLICY_CONNECT_TIMEOUT),
                values.get(Keys.POLICY_RESPONSE_TIMEOUT),
                values.get(Keys.POLICY_TOTAL_TIMEOUT),
                values.get(Keys.POLICY_BACKOFF_INITIAL),
                values.get(Keys.POLICY_BACKOFF_MAX),
                values.get(Keys.POLICY_CONFIRMATIONS),
                values.get(Keys.POLICY_CONFIRMATION_DELAY),
                values.get(Keys.POLICY_FRESHNESS),
                values.get(Keys.POLICY_MIN_DELAY));
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
