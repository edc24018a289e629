package io.rollcall.replay.record;

import static io.rollcall.replay.record.HandMade.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import io.rollcall.replay.explain.Question;
import io.rollcall.replay.explain.Replay;
import io.rollcall.replay.incident.Reach;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExportTest {
    private final HandMade window = new HandMade(600).ready("a", "b");

    @Test
    void shouldBringTheSameDocumentAsTheBus() throws Exception {
        // Given
        incident();

        // When
        byte[] export = export();

        // Then
        byte[] ofBus = document(window);
        byte[] ofFile = document(ExportSource.open("topics rollcall.*", new ByteArrayInputStream(export)));
        assertThat(new String(ofFile, UTF_8))
                .isEqualTo(new String(ofBus, UTF_8))
                .contains("\"lost\":2");
    }

    @Test
    void shouldKeepWhatNobodyCanReadAsItIs() throws Exception {
        // Given
        window.garbage(5);

        // When
        ExportSource source = ExportSource.open("x", new ByteArrayInputStream(export()));
        drain(source.states(Facts::of));

        // Then
        assertThat(drain(source.records(entry -> new String(entry.value(), UTF_8))))
                .containsExactly("{\n");
    }

    @Test
    void shouldRefuseWithTheRecordsNumberWhenAValueWasChanged() throws Exception {
        // Given
        incident();
        List<String> lines = lines();

        // When
        lines.set(4, lines.get(4).replaceFirst("MANIFEST_UNKNOWN", "MANIFEST_UNKNOWM"));

        // Then
        assertRefused(lines, "record 4 of x is not as it was written");
    }

    @Test
    void shouldRefuseWithTheRecordsNumberWhenOneIsMissingOrTwice() throws Exception {
        // Given
        incident();
        List<String> without = lines();
        List<String> twice = lines();

        // When
        without.remove(3);
        twice.add(3, twice.get(3));

        // Then
        assertRefused(without, "record 3 of x is not as it was written");
        assertRefused(twice, "record 4 of x is not as it was written");
    }

    @Test
    void shouldRefuseWhenTheHeaderOrTheTrailerWasChanged() throws Exception {
        // Given
        incident();
        List<String> header = lines();
        List<String> trailer = lines();
        int end = trailer.size() - 1;

        // When
        header.set(0, header.get(0).replace("03:10:00Z", "03:11:00Z"));
        trailer.set(end, trailer.get(end).replaceFirst("\"records\":\\d+", "\"records\":99"));

        // Then
        assertRefused(header, "record 1 of x is not as it was written");
        assertRefused(trailer, "record %d of x is not as it was written".formatted(end));
    }

    @Test
    void shouldSayHowFarBackItReachesWhenThatWasFoundWhileItWasRead() throws Exception {
        // Given
        incident();
        window.reaching(new Reach(at(60), "some of it is gone"));
        List<String> lines = lines();
        assertThat(lines.get(0)).doesNotContain("earliest");

        // When
        List<String> changed = new ArrayList<>(lines);
        changed.set(changed.size() - 1, changed.get(changed.size() - 1).replace("some", "none"));

        // Then
        assertThat(new String(document(ExportSource.open("x", new ByteArrayInputStream(file(lines)))), UTF_8))
                .contains("\"reach\":{\"earliest\":\"2026-11-21T03:01:00Z\",\"sentence\":\"some of it is gone\"}");
        assertRefused(changed, "is not as it was written");
    }

    @Test
    void shouldRefuseWithTheRecordsNumberWhenItWasCutOff() throws Exception {
        // Given
        incident();
        List<String> lines = lines();
        for (int i = 0; i < 2_000; i++) {
            window.present("b", 100 + i / 10.0);
        }
        byte[] bytes = export();

        // Then
        assertRefused(lines.subList(0, 4), "x ends after record 3: it was cut off");
        assertThatThrownBy(() -> document(
                        ExportSource.open("x", new ByteArrayInputStream(Arrays.copyOf(bytes, bytes.length / 2)))))
                .isInstanceOf(BadRecordException.class)
                .hasMessageMatching("x ends after record \\d+: it was cut off.*");
    }

    @Test
    void shouldSayWhatItIsNotWhenItIsNoExport() {
        for (byte[] file : List.of("hello".getBytes(UTF_8), Zstd.compress("{\"a\":1}\n".getBytes(UTF_8)))) {
            assertThatThrownBy(() -> ExportSource.open("x", new ByteArrayInputStream(file)))
                    .isInstanceOf(BadRecordException.class)
                    .hasMessageContaining("x is not an export");
        }
    }

    @Test
    void shouldStopWhenItsReaderIsInterrupted() throws Exception {
        // Given
        incident();
        ExportSource source = ExportSource.open("x", new ByteArrayInputStream(export()));

        // When
        Thread.currentThread().interrupt();

        // Then
        assertThatThrownBy(() -> document(source)).isInstanceOf(InterruptedException.class);
    }

    private void incident() {
        window.decided(window.absent("a", 10));
        window.decided(window.absent("b", 12));
        window.decided(window.present("a", 60));
    }

    private byte[] export() throws Exception {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        Export.write(window, to, records -> {});
        return to.toByteArray();
    }

    private List<String> lines() throws Exception {
        try (ZstdInputStream in = new ZstdInputStream(new ByteArrayInputStream(export()))) {
            return new ArrayList<>(new String(in.readAllBytes(), UTF_8).lines().toList());
        }
    }

    private static void assertRefused(List<String> lines, String sentence) {
        assertThatThrownBy(() -> document(ExportSource.open("x", new ByteArrayInputStream(file(lines)))))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining(sentence);
    }

    private static byte[] file(List<String> lines) {
        return Zstd.compress((String.join("\n", lines) + "\n").getBytes(UTF_8));
    }

    private static byte[] document(Source source) throws InterruptedException {
        Question question = Question.of(source.window().from(), source.window().to());
        return Replay.of(source, question, records -> {})
                .document(source.name(), source.reach())
                .toJson();
    }

    private static <T> List<T> drain(Records<T> records) throws InterruptedException {
        List<T> all = new ArrayList<>();
        for (T next = records.next(); next != null; next = records.next()) {
            all.add(next);
        }
        return all;
    }
}
