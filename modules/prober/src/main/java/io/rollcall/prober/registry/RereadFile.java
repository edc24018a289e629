package io.rollcall.prober.registry;

import static java.util.Objects.requireNonNull;

import io.rollcall.runtime.log.LogKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a file means that may be changed under us. It is looked at again at most once a second. A change that cannot be used
 * is told once, and what was last good stays, if there was anything. Not safe for use by several threads.
 */
final class RereadFile<T> {
    private static final Logger LOG = LoggerFactory.getLogger(RereadFile.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Optional<Path> file;
    private final String registry;
    private final Clock clock;
    private final Supplier<T> reader;
    private Optional<T> good = Optional.empty();
    private Optional<String> trouble = Optional.empty();
    private Optional<Stamp> stamp;
    private Instant lookedAt;

    /**
     * Reads it now.
     *
     * @param file empty where there is none that could change
     * @param registry whose it is
     * @param reader reads the file; what cannot be used is a {@link RegistrySetupException}
     */
    RereadFile(Optional<Path> file, String registry, Clock clock, Supplier<T> reader) {
        this.file = requireNonNull(file, "file is null");
        this.registry = requireNonNull(registry, "registry is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.reader = requireNonNull(reader, "reader is null");
        this.lookedAt = clock.instant();
        this.stamp = file.map(Stamp::of);
        read();
    }

    /** What was last good: the same object for as long as the file stays as it is; empty if nothing ever was. */
    Optional<T> current() {
        look();
        return good;
    }

    /** What is wrong with the file as it is now, and the fix; one sentence. */
    Optional<String> trouble() {
        look();
        return trouble;
    }

    private void look() {
        Instant now = clock.instant();
        // a clock that went back is no reason to wait until it has caught up
        if (Duration.between(lookedAt, now).abs().compareTo(LOOK_EVERY) < 0) {
            return;
        }
        lookedAt = now;
        Optional<Stamp> seen = file.map(Stamp::of);
        if (seen.equals(stamp)) {
            return;
        }
        stamp = seen;
        read();
        tell();
    }

    private void read() {
        try {
            good = Optional.of(reader.get());
            trouble = Optional.empty();
        } catch (RegistrySetupException e) {
            trouble = Optional.of(e.getMessage());
        }
    }

    private void tell() {
        if (trouble.isEmpty()) {
            LOG.atInfo().addKeyValue(LogKeys.REGISTRY, registry).log("{} was read again", file.get());
        } else {
            LOG.atWarn()
                    .addKeyValue(LogKeys.REGISTRY, registry)
                    .addKeyValue(LogKeys.REASON, trouble.get())
                    .log("a file was changed to something of no use; what was last good stays, if anything was");
        }
    }
}
