package io.rollcall.prober.registry;

import java.time.Duration;
import java.time.Instant;
import org.apache.hc.client5.http.utils.DateUtils;

/** Reads a {@code Retry-After} header. */
final class RetryAfter {
    /** A wish to be left alone for longer is cut to this. */
    static final Duration LONGEST = Duration.ofDays(1);

    private static final int DIGITS = 9;

    private RetryAfter() {}

    /** @return 0 … a day; null for a header that is missing or neither seconds nor an HTTP date */
    static Long millis(String value, Instant now) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return clamped(value.length() > DIGITS ? LONGEST : Duration.ofSeconds(Long.parseLong(value)));
        }
        Instant until = DateUtils.parseStandardDate(value);
        return until == null ? null : clamped(Duration.between(now, until));
    }

    private static Long clamped(Duration wait) {
        return Math.max(0, Math.min(LONGEST.toMillis(), wait.toMillis()));
    }
}
