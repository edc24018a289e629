package io.rollcall.standalone.bench;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * A clock that goes as time goes, and can be put ahead: to the next sweep. It begins so far back that it never gets ahead of
 * the broker's.
 */
final class SteppedClock extends Clock {

    private static final Duration BACK = Duration.ofDays(5);

    private final Clock real;
    private volatile Duration behind;

    /** Begins a minute after an hour. */
    SteppedClock(Clock real) {
        this.real = real;
        Instant now = real.instant();
        Instant begin = now.minus(BACK).truncatedTo(ChronoUnit.HOURS).plus(Duration.ofMinutes(1));
        this.behind = Duration.between(begin, now);
    }

    /** Puts it to the next full hour. */
    void toNextHour() {
        Instant now = instant();
        Instant next = now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
        behind = behind.minus(Duration.between(now, next));
        if (behind.isNegative()) {
            throw new IllegalStateException("there were more sweeps than hours");
        }
    }

    @Override
    public Instant instant() {
        return real.instant().minus(behind);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("it is for the prober alone, which knows UTC only");
    }
}
