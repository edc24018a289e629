package io.rollcall.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/conformance.md} names every conformance test there is, and no other; and every case of upstream's tests. */
class ConformanceTableTest {
    private static final Path TABLE = Path.of("..", "..", "docs", "conformance.md");
    private static final String TAG = "@Tag(\"conformance\")";
    private static final Pattern NAMED = Pattern.compile("`(\\w+\\.should\\w+)`");
    private static final Pattern TESTS = Pattern.compile("(?m)^ {4}void (should\\w+)\\(");
    private static final Pattern PARENT = Pattern.compile("class \\w+ extends (\\w+)");

    @Test
    void shouldNameEveryConformanceTestAndNoOther() throws IOException {
        // When
        Set<String> named = new TreeSet<>();
        matches(NAMED, Files.readString(TABLE)).forEach(match -> named.add(match.group(1)));

        // Then
        assertThat(named).containsExactlyElementsOf(written());
    }

    @Test
    void shouldHaveARowForEveryUpstreamCase() throws IOException {
        // Given
        List<String> cases = new ArrayList<>();
        cases(cases, "VI", 8);
        cases(cases, "CVI", 7);
        cases(cases, "checker", 7);
        cases(cases, "backoff", 4);
        cases(cases, "names", 6);

        // When
        String first = String.join("\n", rows().map(row -> row[0]).toList());

        // Then
        assertThat(cases).allSatisfy(it -> assertThat(first).containsPattern("\\b" + Pattern.quote(it)));
    }

    @Test
    void shouldSayWhyWhereItDiffers() throws IOException {
        assertThat(rows()).isNotEmpty().allSatisfy(row -> {
            assertThat(row[2]).isIn("same", "differs");
            assertThat(row[2].equals("differs") && row[3].isEmpty()).as(row[0]).isFalse();
        });
    }

    private static void cases(List<String> cases, String of, int count) {
        IntStream.rangeClosed(1, count).forEach(number -> cases.add(of + " (" + number + ")"));
    }

    /** The cells of every row that names a test. */
    private static Stream<String[]> rows() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> line.startsWith("| ") && NAMED.matcher(line).find())
                .map(line -> Stream.of(line.substring(1).split("\\|", -1))
                        .map(String::strip)
                        .toArray(String[]::new));
    }

    /** Every test in the sources of a class that bears the tag, with those that it inherits. */
    private static Set<String> written() throws IOException {
        Set<String> tests = new TreeSet<>();
        try (Stream<Path> tree = Files.walk(Path.of(".."))) {
            for (Path file : tree.filter(it -> it.toString().matches(".*/src/test/java/.*(Test|IT)\\.java"))
                    .toList()) {
                String source = Files.readString(file);
                if (source.contains("\n" + TAG)) {
                    addTests(tests, file.getFileName().toString().replace(".java", ""), file, source);
                }
            }
        }
        return tests;
    }

    private static void addTests(Set<String> tests, String name, Path file, String source) throws IOException {
        matches(TESTS, source).forEach(match -> tests.add(name + "." + match.group(1)));
        Matcher parent = PARENT.matcher(source);
        if (parent.find()) {
            Path above = file.resolveSibling(parent.group(1) + ".java");
            addTests(tests, name, above, Files.readString(above));
        }
    }

    private static Stream<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }
}
