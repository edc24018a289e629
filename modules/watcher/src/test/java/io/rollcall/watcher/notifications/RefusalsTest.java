package io.rollcall.watcher.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.runtime.http.Reply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private Instant now = Instant.parse("2026-11-21T16:00:00Z");

    @Test
    void shouldTellEachStatusOnceAMinuteWhenOneComesAgainAndAgain() {
        // Given
        Refusals refusals = new Refusals(new Ticking());
        List<Integer> told = new ArrayList<>();

        // When
        for (int second = 0; second < 121; second++) {
            for (int status : new int[] {202, 401, 503}) {
                if (refusals.note(Reply.of(status, "why."), "10.0.0.1:1")) {
                    told.add(status);
                }
            }
            now = now.plus(Duration.ofSeconds(1));
        }

        // Then
        assertThat(told).containsExactly(401, 503, 401, 503, 401, 503);
    }

    private final class Ticking extends Clock {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
