package io.rollcall.prober.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, none",
                "'', none",
                "0, 0",
                "30, 30000",
                "-1, none",
                "1.5, none",
                "soon, none",
                "99999999999999999999, 86400000",
                "999999999, 86400000",
                "'Sat, 21 Nov 2026 10:01:00 GMT', 60000",
                "'Sat, 21 Nov 2026 09:00:00 GMT', 0",
                "'Fri, 21 Nov 2036 10:00:00 GMT', 86400000",
            })
    void shouldBeMillisecondsWithinADayWhenItIsSecondsOrADate(String header, Long millis) {
        assertThat(RetryAfter.millis(header, NOW)).isEqualTo(millis);
    }
}
