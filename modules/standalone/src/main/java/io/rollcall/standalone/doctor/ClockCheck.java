package io.rollcall.standalone.doctor;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether two clocks agree. Evidence older than an image's last transition is not believed, so a clock that is wrong by
 * minutes holds up, or hurries, every verdict. An HTTP date is cut to the second: up to a second is no difference.
 */
final class ClockCheck {

    static final String ID = "clock";

    private static final Duration WARN = Duration.ofSeconds(5);
    private static final Duration FAIL = Duration.ofMinutes(1);
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);
    private static final String FIX = "set this machine's clock, or theirs, by NTP (timedatectl set-ntp true)";

    private ClockCheck() {}

    /** @param whose such as {@code the API server's} */
    static Finding judge(String whose, Instant date, Instant askedAt, Instant answeredAt) {
        Instant here = askedAt.plus(Duration.between(askedAt, answeredAt).dividedBy(2));
        Duration ahead = Duration.between(date.plus(HALF_A_SECOND), here);
        Duration apart = ahead.abs();
        if (apart.compareTo(WARN) <= 0) {
            return Finding.passed(ID, "clock", "agrees with " + whose);
        }
        String what =
                "this machine's is %s %s %s".formatted(shown(apart), ahead.isNegative() ? "behind" : "ahead of", whose);
        return apart.compareTo(FAIL) <= 0
                ? Finding.warned(ID, "clock", what, FIX)
                : Finding.failed(ID, "clock", what + ", and evidence is weighed by its time", FIX);
    }

    private static String shown(Duration apart) {
        return apart.compareTo(Duration.ofMinutes(2)) < 0 ? apart.toSeconds() + " s" : apart.toMinutes() + " min";
    }
}
