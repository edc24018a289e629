package io.rollcall.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.standalone.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class FindingTest {

    private final Terminal terminal = new Terminal(new PrintStream(new ByteArrayOutputStream()), false);

    @Test
    void shouldSayWhatIsWrongAndThenWhatToDo() {
        assertThat(Finding.failed("registry-login", "registry a.b", "401", "put the password into config.json")
                        .line(terminal))
                .isEqualTo("✗ registry a.b: 401. Put the password into config.json.");
    }

    @Test
    void shouldLeaveAlineCalmWhenNothingIsToBeDone() {
        assertThat(Finding.passed("broker", "broker", "kafka:9092, 3 brokers").line(terminal))
                .isEqualTo("✓ broker: kafka:9092, 3 brokers");
        assertThat(Finding.skipped("topics", "topics", "the broker does not answer")
                        .line(terminal))
                .isEqualTo("– topics: the broker does not answer");
    }

    @Test
    void shouldEndASuggestionWithItsOwnMark() {
        assertThat(Finding.failed("configuration", "configuration", "mdoe is not a key", "did you mean mode?")
                        .line(terminal))
                .isEqualTo("✗ configuration: mdoe is not a key. Did you mean mode?");
    }

    @Test
    void shouldPartAServicesSentenceAtItsLastSemicolon() {
        // When
        Result.Failed failed = Result.Failed.of("it fails (a; b); grant this, and that.");

        // Then
        assertThat(failed.what()).isEqualTo("it fails (a; b)");
        assertThat(failed.fix()).isEqualTo("grant this, and that");
    }

    @Test
    void shouldRefuseAnIllWithoutAFix() {
        assertThatThrownBy(() -> new Result.Failed("it fails", " ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldKeepItsNamesInJson() {
        assertThat(Finding.warned("clock", "clock", "20 s ahead", "set it").json())
                .hasToString(
                        "{\"check\":\"clock\",\"about\":\"clock\",\"result\":\"warned\",\"what\":\"20 s ahead\",\"fix\":\"set it\"}");
    }
}
