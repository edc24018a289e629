package io.rollcall.standalone.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterpolationTest {

    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "${SET}, value",
        "a-${SET:-default}-b, a-value-b",
        "${EMPTY:-default}, default",
        "${UNSET:--Xmx512m}, -Xmx512m",
        "${UNSET:-1:2}, 1:2",
        "x${UNSET}, x",
        "$$HOME, $HOME"
    })
    void shouldReplaceAVariableAsComposeDoes(String text, String expected) {
        assertThat(Interpolation.resolve(text, Map.of("SET", "value", "EMPTY", "")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$SET", "${SET:?needed}", "cost: $"})
    void shouldRefuseAFormThatItDoesNotKnow(String text) {
        assertThatThrownBy(() -> Interpolation.resolve(text, Map.of("SET", "value")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldTakeAValueAsItIs() {
        assertThat(Interpolation.resolve("${A}", Map.of("A", "$1 \\ ${B}"))).isEqualTo("$1 \\ ${B}");
    }
}
