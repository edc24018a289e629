package io.rollcall.runtime.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * One key of the configuration.
 *
 * @param path where it stands in the file; {@code []} stands for an index
 * @param kind its type and bounds
 * @param defaultText its default as one would write it; empty means none
 * @param unit its unit, empty where there is none
 * @param meaning one line that says what it does
 */
public record Key<T>(String path, Kind<T> kind, String defaultText, String unit, String meaning) {

    /** The environment variable that sets it; {@code <n>} stands for an index. */
    public String variable() {
        String words = path.replace("[]", ".<n>").replaceAll("([a-z])([A-Z])", "$1_$2");
        return "ROLLCALL_" + words.replace('.', '_').toUpperCase(Locale.ROOT).replace("<N>", "<n>");
    }

    /** Its type's name in the documentation. */
    public String type() {
        return kind.label();
    }

    boolean indexed() {
        return path.contains("[]");
    }

    String at(int index) {
        return path.replace("[]", "[" + index + "]");
    }

    T defaultValue() {
        return kind.parser().parse(defaultText, Path.of(""));
    }

    /** Fails where a value is null or out of bounds. */
    void check(T value) {
        requireNonNull(value, path + " is null");
        try {
            kind.within(value);
        } catch (IllegalArgumentException e) {
            String[] parts = Kinds.problemAndFix(e);
            throw new InvalidSettingException(List.of(this), parts[0], parts[1]);
        }
    }
}
