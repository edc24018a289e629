package io.rollcall.runtime.config;

import static java.util.Objects.requireNonNull;

import io.rollcall.runtime.health.Health;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Sees when the configuration's file changes: looks at its content, at most once a second, so that a mounted ConfigMap is
 * seen as well. A file with a mistake changes nothing, and stands in the health until it is mended. Not safe for use by
 * several threads.
 */
public final class ConfigWatch {
    /** The name of its condition. */
    public static final String CONDITION = "configuration";

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final ConfigSource source;
    private final Health health;
    private final Clock clock;
    private Optional<ByteBuffer> content = Optional.empty();
    private Instant lookedAt = Instant.MIN;

    /** A watch that has not looked yet. */
    public ConfigWatch(ConfigSource source, Health health, Clock clock) {
        this.source = requireNonNull(source, "source is null");
        this.health = requireNonNull(health, "health is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** @return what the configuration has become; empty where it has not changed since the last look; at the first it may have since it was read */
    public Optional<RollcallConfig> look() {
        Instant now = clock.instant();
        if (source.file().isEmpty() || (!now.isBefore(lookedAt) && now.isBefore(lookedAt.plus(LOOK_EVERY)))) {
            return Optional.empty();
        }
        lookedAt = now;
        Optional<ByteBuffer> found = read(source.file().get());
        if (found.equals(content) && found.isPresent()) {
            return Optional.empty();
        }
        content = found;
        return take(source.reader().get());
    }

    private Optional<RollcallConfig> take(Loaded loaded) {
        if (loaded instanceof Loaded.Mistakes wrong) {
            health.degraded(
                    CONDITION,
                    "What the configuration has become is not taken, and what it was stays in use: "
                            + wrong.mistakes().stream().map(Mistake::sentence).collect(Collectors.joining(" ")));
            return Optional.empty();
        }
        if (health.condition(CONDITION).isPresent()) {
            health.ok(CONDITION);
        }
        return Optional.of(((Loaded.Ok) loaded).config());
    }

    /** What cannot be read has no content: the loader says why, until it can. */
    private static Optional<ByteBuffer> read(Path file) {
        try {
            return Optional.of(ByteBuffer.wrap(Files.readAllBytes(file)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
