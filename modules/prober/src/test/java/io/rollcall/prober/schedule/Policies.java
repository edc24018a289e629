package io.rollcall.prober.schedule;

import io.rollcall.contract.policy.ProbePolicy;
import java.time.Duration;

/** Policies for tests: the default one, but for what the test is about. */
final class Policies {
    private static final ProbePolicy IT = ProbePolicy.DEFAULT;

    private Policies() {}

    static ProbePolicy of(int inFlight, double rate, int burst) {
        return with(inFlight, rate, burst, IT.minDelay(), IT.confirmations(), IT.backoffMax(), IT.totalTimeout());
    }

    static ProbePolicy confirming(int confirmations) {
        return with(8, 100, 8, IT.minDelay(), confirmations, IT.backoffMax(), IT.totalTimeout());
    }

    static ProbePolicy delayed(Duration minDelay) {
        return with(8, 100, 8, minDelay, IT.confirmations(), IT.backoffMax(), IT.totalTimeout());
    }

    static ProbePolicy patient(Duration totalTimeout) {
        return with(8, 100, 8, IT.minDelay(), IT.confirmations(), IT.backoffMax(), totalTimeout);
    }

    private static ProbePolicy with(
            int inFlight,
            double rate,
            int burst,
            Duration minDelay,
            int confirmations,
            Duration backoffMax,
            Duration totalTimeout) {
        return new ProbePolicy(
                "test",
                inFlight,
                minDelay,
                rate,
                burst,
                IT.backoffInitial(),
                backoffMax,
                confirmations,
                IT.confirmationDelay(),
                IT.freshness(),
                IT.connectTimeout(),
                IT.responseTimeout(),
                totalTimeout);
    }
}
