package io.rollcall.standalone.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutsideTest {

    private final Outside outside = new Outside(
            Map.of("kafka:9092", "127.0.0.1:1234", "sandbox", "127.0.0.1", "0.0.0.0", "127.0.0.1"),
            Map.of("/etc/rollcall", Path.of("/t/etc"), "/tmp", Path.of("/t/tmp")),
            Map.of());

    @ParameterizedTest
    @CsvSource({
        "write, write",
        "-Xmx512m, -Xmx512m",
        "@every 5s, @every 5s",
        "kafka:9092, 127.0.0.1:1234",
        "http://kafka:9092/x, http://127.0.0.1:1234/x",
        "0.0.0.0, 127.0.0.1",
        "sandbox, 127.0.0.1",
        "/etc/rollcall/rollcall.yaml, /t/etc/rollcall.yaml",
        "-Djava.io.tmpdir=/tmp, -Djava.io.tmpdir=/t/tmp"
    })
    void shouldReplaceWhatItKnowsAndNothingElse(String value, String here) {
        assertThat(outside.here(value)).isEqualTo(here);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka:9093", "http://other:80", "10.0.0.1", "/etc/passwd", "--x=/etc/rollcallx"})
    void shouldFailWhenItDoesNotKnowAnAddressOrAPath(String value) {
        assertThatThrownBy(() -> outside.here(value)).isInstanceOf(AssertionError.class);
    }
}
