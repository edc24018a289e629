package io.rollcall.standalone.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The troubleshooting page quotes what the code says. That the services really say it, and say nothing that is not on the page,
 * is for the integration tests beside this one: each sentence that they wait for is looked up there.
 */
class TroubleshootingTest {
    /** What joins the halves of one Java string. */
    private static final Pattern JOINT = Pattern.compile("\"\\s*\\+\\s*\"");

    @Test
    void shouldQuoteNothingThatTheCodeDoesNotSay() throws IOException {
        // Given
        List<String> sources;
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            sources = files.filter(file -> file.toString().contains("/src/main/java/")
                            && file.toString().endsWith(".java"))
                    .map(file -> JOINT.matcher(read(file)).replaceAll(""))
                    .toList();
        }

        // Then
        assertThat(Troubleshooting.quotes()).hasSizeGreaterThan(40).allSatisfy(quote -> assertThat(
                        quote.split(Troubleshooting.ANYTHING, -1))
                .allSatisfy(part -> assertThat(sources).anyMatch(source -> source.contains(part))));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
