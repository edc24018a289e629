package io.rollcall.watcher.notifications;

import static java.util.Objects.requireNonNull;

import io.rollcall.runtime.http.Reply;
import io.rollcall.runtime.log.LogKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what was refused: the first of each status at once, then once a minute with how many there were. */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<Integer, Told> told = new HashMap<>();

    private record Told(Instant at, long since) {}

    Refusals(Clock clock) {
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * Takes note of an answer.
     *
     * @return whether it was told: never where it is a good one
     */
    synchronized boolean note(Reply reply, String from) {
        if (reply.status() < 300) {
            return false;
        }
        Instant now = clock.instant();
        Told last = told.get(reply.status());
        // a clock that went back is no reason to be silent until it has caught up
        if (last != null && Duration.between(last.at(), now).abs().compareTo(QUIET) < 0) {
            told.put(reply.status(), new Told(last.at(), last.since() + 1));
            return false;
        }
        told.put(reply.status(), new Told(now, 0));
        LOG.atWarn()
                .addKeyValue(LogKeys.STATUS, reply.status())
                .addKeyValue(LogKeys.ADDRESS, from)
                .addKeyValue(LogKeys.REASON, reply.text())
                .addKeyValue(LogKeys.COUNT, last == null ? 1 : last.since() + 1)
                .log("notification refused");
        return true;
    }
}
