package io.rollcall.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01T00:00:00Z",
                "1970-01-01T00:00:00Z",
                "0000-02-29T23:59:59Z",
                "9999-12-31T23:59:59Z",
                "2026-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-01-01T24:00:00Z",
                "2026-01-01T00:00:60Z",
                "2026-01-01t00:00:00z",
                "2026-01-01T00:00:00+",
                "2026-01-01T00:00:0xZ",
                "+026-01-01T00:00:00Z",
                "2026-01-01T00:00:00.5Z",
                "2026-01-01T02:00:00+02:00",
                "2026-01-01T00:00Z",
                "2026-01-01",
                ""
            })
    void shouldReadATimeAsTheGeneralParserDoes(String text) {
        // When
        Instant time = Condition.time(JsonNodeFactory.instance.textNode(text));

        // Then
        assertThat(time).isEqualTo(parsed(text));
    }

    private static Instant parsed(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
