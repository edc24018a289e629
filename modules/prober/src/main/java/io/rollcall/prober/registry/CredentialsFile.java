package io.rollcall.prober.registry;

import static java.util.Objects.requireNonNull;

import io.rollcall.runtime.log.LogKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One host's credentials in a docker config that may be changed under us. It is looked at again at most once a second. A
 * change that cannot be used is told once, and the last good credentials stay, if there were any. Not safe for use by
 * several threads.
 */
final class CredentialsFile {
    private static final Logger LOG = LoggerFactory.getLogger(CredentialsFile.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final long MAX_BYTES = 1 << 20;

    private final Path file;
    private final String registry;
    private final Clock clock;
    private Optional<Credentials> credentials = Optional.empty();
    private Optional<String> trouble = Optional.empty();
    private Stamp stamp;
    private Instant lookAgainAt;

    /** Reads it now. */
    CredentialsFile(Path file, String registry, Clock clock) {
        this.file = requireNonNull(file, "file is null");
        this.registry = requireNonNull(registry, "registry is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.stamp = Stamp.of(file);
        this.lookAgainAt = clock.instant().plus(LOOK_EVERY);
        take(read());
    }

    /** The last good credentials; empty if there never were any. */
    Optional<Credentials> current() {
        look();
        return credentials;
    }

    /** What is wrong with the file as it is now, and the fix; one sentence. */
    Optional<String> trouble() {
        look();
        return trouble;
    }

    private void look() {
        Instant now = clock.instant();
        if (now.isBefore(lookAgainAt)) {
            return;
        }
        lookAgainAt = now.plus(LOOK_EVERY);
        Stamp seen = Stamp.of(file);
        if (seen.equals(stamp)) {
            return;
        }
        stamp = seen;
        take(read());
        if (trouble.isEmpty()) {
            LOG.atInfo().addKeyValue(LogKeys.REGISTRY, registry).log("credentials were read again");
        } else {
            LOG.atWarn()
                    .addKeyValue(LogKeys.REGISTRY, registry)
                    .addKeyValue(LogKeys.REASON, trouble.get())
                    .log("credentials were changed to something of no use; the last good ones stay, if there were any");
        }
    }

    private void take(DockerConfig.Found found) {
        if (found instanceof DockerConfig.Found.Valid valid) {
            credentials = Optional.of(valid.credentials());
            trouble = Optional.empty();
        } else if (found instanceof DockerConfig.Found.Invalid invalid) {
            trouble = Optional.of("The docker config " + file + " " + invalid.why() + ".");
        }
    }

    private DockerConfig.Found read() {
        if (stamp.size() > MAX_BYTES) {
            return new DockerConfig.Found.Invalid("is larger than 1 MiB; it is not a docker config");
        }
        try {
            return DockerConfig.read(Files.readString(file), registry);
        } catch (IOException e) {
            return new DockerConfig.Found.Invalid(
                    "cannot be read; create it, and give this process the right to read it");
        }
    }
}
