package io.rollcall.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockCheckTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0, passed, agrees with the API server's",
        "-1, passed, agrees with the API server's",
        "4, passed, agrees with the API server's",
        "-20, warned, this machine's is 20 s ahead of the API server's",
        "20, warned, this machine's is 20 s behind the API server's",
        "59, warned, this machine's is 59 s behind the API server's",
        "300, failed, 'this machine''s is 5 min behind the API server''s, and evidence is weighed by its time'",
        "-90, failed, 'this machine''s is 90 s ahead of the API server''s, and evidence is weighed by its time'"
    })
    void shouldWeighADifferenceByItsSize(long theirsAhead, String result, String what) {
        // Given: an answer that took a second, and whose date is cut to the second
        Instant askedAt = NOON;
        Instant answeredAt = NOON.plusSeconds(1);

        // When
        Finding finding = ClockCheck.judge("the API server's", NOON.plusSeconds(theirsAhead), askedAt, answeredAt);

        // Then
        assertThat(finding.result().name()).isEqualTo(result);
        assertThat(finding.result().what()).isEqualTo(what);
    }
}
