package io.rollcall.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.replay.explain.OtherPolicy;
import io.rollcall.replay.record.Moment;
import io.rollcall.standalone.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayOptionsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneId.of("Europe/Berlin"));

    @TempDir
    Path directory;

    @Test
    void shouldReadATimeAsAPersonWritesIt() {
        assertThat(moment("2026-11-21T03:00:00Z")).isEqualTo(at("2026-11-21T03:00:00Z"));
        assertThat(moment("2026-11-21T03:00:00+01:00")).isEqualTo(at("2026-11-21T02:00:00Z"));
        assertThat(moment("2026-11-21T03:00")).isEqualTo(at("2026-11-21T02:00:00Z"));
        assertThat(moment("now")).isEqualTo(new Moment.At(NOW));
        assertThat(moment("-2h")).isEqualTo(at("2026-11-21T10:00:00Z"));
        assertThat(moment("-1d2h30m")).isEqualTo(at("2026-11-20T09:30:00Z"));
        assertThat(moment("offsets:0=812,3=90")).isEqualTo(new Moment.Offsets(Map.of(0, 812L, 3, 90L)));
    }

    @Test
    void shouldSayHowATimeIsWrittenWhenItIsNone() {
        for (String text : new String[] {"yesterday", "-2x", "2h", "offsets:", "offsets:0"}) {
            assertThatThrownBy(() -> moment(text))
                    .hasMessageStartingWith(
                            "--from " + text + " is no time; give one such as 2026-11-21T03:00:00Z, -2h");
        }
    }

    @Test
    void shouldReadAnotherPolicyFromAFile() throws IOException {
        assertThat(policy("confirmations: 3\n")).isEqualTo(OtherPolicy.confirmations(3));
        assertThat(policy("freshness: 90s\nrecheck:\n  min: 30s\nrecheck.max: 10m\nconfirmationDelay: 500ms\n"))
                .isEqualTo(new OtherPolicy(
                        Optional.empty(),
                        Optional.of(Duration.ofMillis(500)),
                        Optional.of(Duration.ofSeconds(90)),
                        Optional.of(Duration.ofSeconds(30)),
                        Optional.of(Duration.ofMinutes(10))));
    }

    @Test
    void shouldNameTheFixWhenAPolicyFileIsOfNoUse() {
        assertThatThrownBy(() -> policy("confirmation: 3\n"))
                .hasMessageContaining("confirmation is nothing that a replay can change; it knows confirmations,");
        assertThatThrownBy(() -> policy("confirmations: 0\n")).hasMessageContaining("give a number from 1");
        assertThatThrownBy(() -> policy("freshness: soon\n")).hasMessageContaining("give a time such as 500ms");
        assertThatThrownBy(() -> policy("confirmationDelay: 0s\n")).hasMessageContaining("give a time such as 500ms");
        assertThatThrownBy(() -> policy("")).hasMessageContaining("changes nothing");
        assertThatThrownBy(() -> policy("a: [\n")).hasMessageContaining("is not YAML");
        assertThatThrownBy(() -> PolicyFile.read(directory.resolve("nowhere"))).hasMessageContaining("cannot be read");
    }

    @Test
    void shouldSayWhatToDoWhenTheWindowIsNotGivenAsItMustBe() {
        CommandRun both = CommandRun.of("replay", "--file", "x", "--from", "-2h");
        CommandRun nowhere =
                CommandRun.of("replay", "--file", directory.resolve("none").toString());

        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.err()).isEqualTo("rollcall: a file has its own window; leave --from and --to out.\n");
        assertThat(nowhere.exitCode()).isEqualTo(2);
        assertThat(nowhere.err()).contains("cannot be read; give one that 'rollcall export' wrote.");
    }

    @Test
    void shouldLeaveAFileAsItWasWhenItCannotBeWrittenWhole() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("report.html"), "as it was");

        // When / Then
        assertThatThrownBy(() -> WholeFile.write(file, to -> {
                    to.write('x');
                    throw new IOException("no space left");
                }))
                .hasMessageContaining("cannot be written (no space left); name a file");
        assertThat(file).hasContent("as it was");
        assertThat(directory.resolve("report.html.part")).doesNotExist();
    }

    @Test
    void shouldTellHowFastTheReadingGoesAndHowLongItWillTake() {
        assertThat(Pace.text(250_000, 1_000_000, 2))
                .isEqualTo("reading the record: 250,000 of 1,000,000, 125,000/s, 6 s left");
        assertThat(Pace.text(250_000, 0, 2)).isEqualTo("reading the record: 250,000, 125,000/s");
    }

    private static Moment moment(String text) {
        return Times.moment("--from", text, CLOCK);
    }

    private static Moment at(String text) {
        return new Moment.At(Instant.parse(text));
    }

    private OtherPolicy policy(String yaml) throws IOException {
        return PolicyFile.read(Files.writeString(directory.resolve("policy.yaml"), yaml));
    }
}
