package io.rollcall.runtime.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a configuration came from, so that it can be read again.
 *
 * @param file the file that may change; empty where there is none
 * @param first what was read at the start
 * @param reader reads all sources again, with the same precedence; for one thread at a time
 */
public record ConfigSource(Optional<Path> file, RollcallConfig first, Supplier<Loaded> reader) {

    /** Refuses nulls. */
    public ConfigSource {
        requireNonNull(file, "file is null");
        requireNonNull(first, "first is null");
        requireNonNull(reader, "reader is null");
    }

    /** A configuration that never changes. */
    public static ConfigSource fixed(RollcallConfig config) {
        return new ConfigSource(Optional.empty(), config, () -> new Loaded.Ok(config));
    }
}
