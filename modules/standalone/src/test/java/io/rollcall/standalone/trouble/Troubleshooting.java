package io.rollcall.standalone.trouble;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code docs/troubleshooting.md} quotes. */
final class Troubleshooting {
    static final String ANYTHING = "…";

    private static final Path FILE = Path.of("..", "..", "docs", "troubleshooting.md");
    private static final Pattern QUOTE = Pattern.compile("`([^`]+)`");
    private static final List<Pattern> PATTERNS =
            quotes().stream().map(Troubleshooting::pattern).toList();

    private Troubleshooting() {}

    /** The sentences in the first column of its tables. */
    static List<String> quotes() {
        try {
            return Files.readAllLines(FILE).stream()
                    .filter(line -> line.startsWith("| `"))
                    .map(line -> line.substring(0, line.indexOf(" | ")))
                    .flatMap(cell -> QUOTE.matcher(cell).results().map(quote -> quote.group(1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails where a sentence that a service says stands nowhere in the document. */
    static String documented(String sentence) {
        if (PATTERNS.stream().map(pattern -> pattern.matcher(sentence)).noneMatch(Matcher::find)) {
            throw new AssertionError("docs/troubleshooting.md does not know: " + sentence);
        }
        return sentence;
    }

    private static Pattern pattern(String quote) {
        return Pattern.compile(
                Stream.of(quote.split(ANYTHING, -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }
}
