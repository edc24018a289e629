package io.rollcall.prober.registry;

import static java.util.Objects.requireNonNull;

import io.rollcall.runtime.log.LogKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One host's credentials in a docker config that may be changed under us. It is looked at again at most once a second. A
 * change that cannot be used is told once, and the last good credentials stay. Not safe for use by several threads.
 */
final class CredentialsFile {
    private static final Logger LOG = LoggerFactory.getLogger(CredentialsFile.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final long MAX_BYTES = 1 << 20;

    private final Path file;
    private final String registry;
    private final Clock clock;
    private Credentials credentials;
    private Stamp stamp;
    private Instant lookAgainAt;

    private CredentialsFile(Path file, String registry, Clock clock) {
        this.file = requireNonNull(file, "file is null");
        this.registry = requireNonNull(registry, "registry is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** @throws RegistrySetupException if the file has no credentials for the registry now */
    static CredentialsFile open(Path file, String registry, Clock clock) {
        CredentialsFile opened = new CredentialsFile(file, registry, clock);
        opened.stamp = Stamp.of(file);
        opened.lookAgainAt = clock.instant().plus(LOOK_EVERY);
        DockerConfig.Found found = opened.read();
        if (found instanceof DockerConfig.Found.Invalid invalid) {
            throw new RegistrySetupException("The docker config " + file + " " + invalid.why() + ".");
        }
        opened.credentials = ((DockerConfig.Found.Valid) found).credentials();
        return opened;
    }

    /** The last good credentials. */
    Credentials current() {
        Instant now = clock.instant();
        if (now.isBefore(lookAgainAt)) {
            return credentials;
        }
        lookAgainAt = now.plus(LOOK_EVERY);
        Stamp seen = Stamp.of(file);
        if (!seen.equals(stamp)) {
            stamp = seen;
            take(read());
        }
        return credentials;
    }

    private void take(DockerConfig.Found found) {
        if (found instanceof DockerConfig.Found.Valid valid) {
            credentials = valid.credentials();
            LOG.atInfo().addKeyValue(LogKeys.REGISTRY, registry).log("credentials were read again");
        } else if (found instanceof DockerConfig.Found.Invalid invalid) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.REGISTRY, registry)
                    .addKeyValue(LogKeys.REASON, "the docker config " + file + " " + invalid.why())
                    .log("credentials were changed to something of no use; the last good ones stay");
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
