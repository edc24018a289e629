package io.rollcall.standalone.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.standalone.CommandProcess;
import io.rollcall.standalone.CommandRun;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The commands of the documents that need nothing but themselves do what the documents say. */
class DocumentsIT {

    @Test
    void shouldDoWhatTheReadmeSaysWhenItsFirstCommandIsRun() {
        // Given
        String[] first = calls(Stream.of(Repository.document("README.md"))).get(0);
        assertThat(first).containsExactly("demo");

        // When
        try (CommandProcess demo = CommandProcess.start(first)) {
            int exitCode = demo.exitCode(Duration.ofMinutes(2));

            // Then
            assertThat(exitCode).isZero();
            assertThat(String.join("\n", demo.out())).contains("✓ lose-one", "✓ recover-one", "✓ lose-all", "✓ count");
        }
    }

    @Test
    void shouldEndWellWhenACommandAsksForNothingButWords() {
        // Given
        List<String[]> harmless = calls(Repository.documents().stream()).stream()
                .filter(DocumentsIT::asksForWords)
                .toList();
        assertThat(harmless).isNotEmpty();

        for (String[] args : harmless) {
            // When
            CommandRun run = CommandRun.of(args);

            // Then
            assertThat(run.exitCode()).as(String.join(" ", args)).isZero();
            assertThat(run.out()).as(String.join(" ", args)).isNotBlank();
            assertThat(run.err()).as(String.join(" ", args)).isEmpty();
        }
    }

    private static boolean asksForWords(String[] args) {
        return List.of(args).contains("--help") || (args.length == 1 && args[0].equals("version"));
    }

    private static List<String[]> calls(Stream<Document> documents) {
        return documents
                .flatMap(document -> document.blocks().stream())
                .filter(Block::isShell)
                .flatMap(block -> Shell.read(block.script()).calls("rollcall").stream())
                .toList();
    }
}
