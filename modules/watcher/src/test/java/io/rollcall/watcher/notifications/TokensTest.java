package io.rollcall.watcher.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.watcher.notifications.Tokens.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
    @TempDir
    Path directory;

    @Test
    void shouldKnowEachTokenOfTheFileAndNoOther() throws IOException {
        // Given
        Tokens tokens = new Tokens(Files.writeString(file(), " old-token\n\nnew-token\n"));

        // Then
        assertThat(tokens.check(Optional.of("Bearer old-token"))).isInstanceOf(Check.Known.class);
        assertThat(tokens.check(Optional.of("bearer  new-token "))).isInstanceOf(Check.Known.class);
        for (String wrong : new String[] {
            "Bearer new-toke",
            "Bearer new-tokens",
            "Bearer ",
            "Bearer",
            "",
            "new-token",
            "Basic new-token",
            "Bearer old-token\nnew-token",
            "Bearer old-token new-token"
        }) {
            assertThat(tokens.check(Optional.of(wrong))).as(wrong).isInstanceOf(Check.Unknown.class);
        }
        assertThat(tokens.check(Optional.empty())).isInstanceOf(Check.Unknown.class);
    }

    @Test
    void shouldGoByTheFileAsItIsNowWhenItChanges() throws IOException {
        // Given
        Tokens tokens = new Tokens(Files.writeString(file(), "first"));
        assertThat(tokens.check(Optional.of("Bearer first"))).isInstanceOf(Check.Known.class);

        // When
        Files.writeString(file(), "other");

        // Then
        assertThat(tokens.check(Optional.of("Bearer first"))).isInstanceOf(Check.Unknown.class);
        assertThat(tokens.check(Optional.of("Bearer other"))).isInstanceOf(Check.Known.class);
    }

    @Test
    void shouldLetNobodyInAndNameTheFixWhenTheFileIsOfNoUse() throws IOException {
        // Given
        Tokens tokens = new Tokens(file());

        // Then
        assertUnreadable(tokens, "cannot be read");
        Files.writeString(file(), " \n\n");
        assertUnreadable(tokens, "is empty");
        Files.writeString(file(), "x".repeat(20_000));
        assertUnreadable(tokens, "is larger than 16 KiB");
    }

    private void assertUnreadable(Tokens tokens, String how) {
        assertThat(tokens.check(Optional.of("Bearer ")))
                .isEqualTo(new Check.Unreadable(
                        "%s, which notifications.tokenFile names, %s; write the registries' tokens into it, one a line."
                                .formatted(file(), how)));
    }

    private Path file() {
        return directory.resolve("token");
    }
}
