package io.rollcall.prober.registry;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.probe.Reason;
import java.time.Instant;
import java.util.Optional;

/** What came of one GET of {@code /v2/}, sent as a probe is: the same address, trust and credentials. */
public sealed interface Greeting {
    /**
     * Something answered.
     *
     * @param registry whether it speaks as a registry does
     * @param date what its clock says; empty where it does not tell
     * @param certificateEnd when the first of its certificates ends; empty over plain HTTP
     * @param askedAt when the request was sent
     * @param answeredAt when its answer was there
     */
    record Answered(
            int status,
            boolean registry,
            Optional<Instant> date,
            Optional<Instant> certificateEnd,
            Instant askedAt,
            Instant answeredAt)
            implements Greeting {
        public Answered {
            requireNonNull(date, "date is null");
            requireNonNull(certificateEnd, "certificateEnd is null");
            requireNonNull(askedAt, "askedAt is null");
            requireNonNull(answeredAt, "answeredAt is null");
        }
    }

    /**
     * Nothing did.
     *
     * @param reason as a probe's verdict would have it
     * @param distrust why there is no TLS session; empty where it is not for that
     * @param detail what the system says
     */
    record Unanswered(Reason reason, Optional<Distrust> distrust, String detail) implements Greeting {
        public Unanswered {
            requireNonNull(reason, "reason is null");
            requireNonNull(distrust, "distrust is null");
            requireNonNull(detail, "detail is null");
        }
    }
}
