package io.rollcall.standalone.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentTest {

    @Test
    void shouldTakeShellForShellAndPicturesForPicturesWhenAFenceSaysNothing() {
        // When
        Document document = parse("""
                ## Run it
                ```
                ./rollcall demo     # it runs
                ```
                ```
                a ──▶ b
                ```
                ~~~console
                $ ./rollcall version
                rollcall 1 (Java
                ~~~
                """);

        // Then
        assertThat(document.blocks("Run it")).extracting(Block::isShell).containsExactly(true, false, true);
        assertThat(document.blocks().get(2).script()).isEqualTo("./rollcall version");
        assertThat(document.blocks().get(2).place()).isEqualTo("a.md:8");
    }

    @Test
    void shouldFindLinksAndAnchorsWhenTheyAreInProse() {
        // When
        Document document = parse("""
                # What is `up`? (It *runs*)
                ## Again
                ## Again
                See [that](b.md#x), not `[this](c.md)`.
                ```
                [nor](d.md)
                ```
                """);

        // Then
        assertThat(document.anchors()).containsExactly("what-is-up-it-runs", "again", "again-1");
        assertThat(document.links()).containsExactly("b.md#x");
        assertThat(document.codes()).containsExactly("up", "[this](c.md)");
    }

    @Test
    void shouldSayWhereItBeginsWhenABlockDoesNotEnd() {
        assertThatThrownBy(() -> parse("\n```sh\nls\n"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a.md:2: the block does not end");
    }

    private static Document parse(String text) {
        return Document.parse(Path.of("a.md"), List.of(text.split("\n", -1)));
    }
}
