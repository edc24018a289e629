package io.rollcall.runtime.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * What a source says about one key.
 *
 * @param path the key with its indexes, such as {@code registries[0].host}
 * @param text the value as it was written
 * @param source where it was written
 * @param directory what a relative path in it is relative to
 * @param list whether it was written as a list
 */
record Setting(String path, String text, String source, Path directory, boolean list) {

    Setting {
        requireNonNull(path, "path is null");
        requireNonNull(text, "text is null");
        requireNonNull(source, "source is null");
        requireNonNull(directory, "directory is null");
    }

    /** The key with its indexes taken out, as the key table spells it. */
    String generalPath() {
        return path.replaceAll("\\[\\d+]", "[]");
    }
}
