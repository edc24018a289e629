package io.rollcall.runtime.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The types that keys have. */
final class Kinds {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
    private static final Pattern RATE = Pattern.compile("(\\d{1,7})\\s*/\\s*(s|m|h)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private Kinds() {}

    static Kind<String> text(String label, String pattern, String fix) {
        Pattern allowed = Pattern.compile(pattern);
        return new Kind<>(
                label,
                false,
                allowed.matcher("").matches(),
                (text, directory) -> text,
                value -> allowed.matcher(value).matches()
                        ? Optional.empty()
                        : Optional.of("%s is not a %s; %s".formatted(shown(value), label, fix)));
    }

    static Kind<Optional<String>> optional(Kind<String> kind) {
        return new Kind<>(
                kind.label(),
                false,
                true,
                (text, directory) -> Optional.of(text).filter(given -> !given.isEmpty()),
                value -> value.flatMap(kind.complaint()));
    }

    static Kind<Integer> integer(int min, int max) {
        String fix = "give a whole number from %d to %d".formatted(min, max);
        return new Kind<>(
                "number",
                false,
                false,
                (text, directory) -> {
                    try {
                        return Integer.valueOf(text);
                    } catch (NumberFormatException e) {
                        throw new IllegalArgumentException(shown(text) + " is not a whole number; " + fix, e);
                    }
                },
                value -> value >= min && value <= max
                        ? Optional.empty()
                        : Optional.of("%d is out of bounds; %s".formatted(value, fix)));
    }

    static Kind<Boolean> flag() {
        return oneOf("true or false", Map.of("true", true, "false", false));
    }

    static <E extends Enum<E>> Kind<E> oneOf(Class<E> type) {
        Map<String, E> values = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(value -> value.name().toLowerCase(Locale.ROOT), Function.identity()));
        return oneOf(values.keySet().stream().sorted().collect(Collectors.joining(" or ")), values);
    }

    static Kind<Duration> duration(Duration min, Duration max) {
        String fix = "give a duration from %s to %s, such as 500ms, 15s, 5m or 1h".formatted(text(min), text(max));
        return new Kind<>(
                "duration",
                false,
                false,
                (text, directory) -> {
                    Matcher matcher = DURATION.matcher(text.equals("0") ? "0s" : text);
                    if (!matcher.matches()) {
                        throw new IllegalArgumentException(shown(text) + " is not a duration; " + fix);
                    }
                    return UNITS.get(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)));
                },
                value -> value.compareTo(min) >= 0 && value.compareTo(max) <= 0
                        ? Optional.empty()
                        : Optional.of("%s is out of bounds; %s".formatted(text(value), fix)));
    }

    static Kind<Rate> rate() {
        String fix = "give a rate of at least 1, such as 100/s or 10/m";
        return new Kind<>(
                "rate",
                false,
                false,
                (text, directory) -> {
                    Matcher matcher = RATE.matcher(text);
                    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) < 1) {
                        throw new IllegalArgumentException(shown(text) + " is not a rate; " + fix);
                    }
                    return new Rate(Integer.parseInt(matcher.group(1)), UNITS.get(matcher.group(2)));
                },
                value -> Optional.empty());
    }

    static Kind<Optional<Path>> file() {
        return new Kind<>("file", false, true, Kinds::file, value -> Optional.empty());
    }

    static Kind<Optional<Path>> directory() {
        return new Kind<>("directory", false, true, Kinds::directory, value -> Optional.empty());
    }

    static Kind<List<String>> list(Kind<String> item) {
        return new Kind<>(
                "list of " + item.label() + "s",
                true,
                true,
                (text, directory) -> text.isBlank()
                        ? List.of()
                        : Arrays.stream(text.split(",", -1)).map(String::strip).toList(),
                value -> value.stream()
                        .flatMap(entry -> item.complaint().apply(entry).stream())
                        .findFirst());
    }

    /** The text that reads back as this duration, in the largest unit that is whole. */
    static String text(Duration duration) {
        for (String unit : List.of("d", "h", "m", "s")) {
            long size = UNITS.get(unit).toMillis();
            if (!duration.isZero() && duration.toMillis() % size == 0) {
                return duration.toMillis() / size + unit;
            }
        }
        return duration.isZero() ? "0s" : duration.toMillis() + "ms";
    }

    /** Splits a message of the form {@code "problem; fix"}. */
    static String[] problemAndFix(IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage());
        int at = message.lastIndexOf("; ");
        return at < 0
                ? new String[] {message.replaceFirst("\\.$", ""), "correct the value"}
                : new String[] {
                    message.substring(0, at), message.substring(at + 2).replaceFirst("\\.$", "")
                };
    }

    /** A value as a message may show it: one with an {@code @} may hold a password. */
    static String shown(String value) {
        return value.contains("@") && !value.startsWith("@") ? "the value (not shown)" : "\"" + value + "\"";
    }

    private static <T> Kind<T> oneOf(String label, Map<String, T> values) {
        return new Kind<>(
                label,
                false,
                false,
                (text, directory) -> {
                    T value = values.get(text.toLowerCase(Locale.ROOT));
                    if (value == null) {
                        throw new IllegalArgumentException(shown(text) + " is not known; give " + label);
                    }
                    return value;
                },
                value -> Optional.empty());
    }

    private static Optional<Path> file(String text, Path directory) {
        Optional<Path> path =
                Optional.of(text).filter(given -> !given.isEmpty()).map(directory::resolve);
        if (path.isPresent() && !Files.isRegularFile(path.get())) {
            throw new IllegalArgumentException(
                    path.get() + " is not a file that exists; create it or correct the path");
        }
        if (path.isPresent() && !Files.isReadable(path.get())) {
            throw new IllegalArgumentException(path.get() + " cannot be read; give this process the right to read it");
        }
        return path;
    }

    private static Optional<Path> directory(String text, Path directory) {
        Optional<Path> path =
                Optional.of(text).filter(given -> !given.isEmpty()).map(directory::resolve);
        if (path.isPresent() && Files.exists(path.get()) && !Files.isDirectory(path.get())) {
            throw new IllegalArgumentException(path.get() + " is not a directory; name a directory");
        }
        return path;
    }
}
