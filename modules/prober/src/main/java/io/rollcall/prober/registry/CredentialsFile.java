package io.rollcall.prober.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** One host's credentials in a docker config. */
final class CredentialsFile {
    private static final long MAX_BYTES = 1 << 20;

    private CredentialsFile() {}

    /** @param registry {@code host[:port]} */
    static RereadFile<Credentials> open(Path file, String registry, Clock clock) {
        return new RereadFile<>(Optional.of(file), registry, clock, () -> read(file, registry));
    }

    private static Credentials read(Path file, String registry) {
        DockerConfig.Found found = found(file, registry);
        if (found instanceof DockerConfig.Found.Invalid invalid) {
            throw new RegistrySetupException("The docker config " + file + " " + invalid.why() + ".");
        }
        return ((DockerConfig.Found.Valid) found).credentials();
    }

    private static DockerConfig.Found found(Path file, String registry) {
        try {
            return Files.size(file) > MAX_BYTES
                    ? new DockerConfig.Found.Invalid("is larger than 1 MiB; it is not a docker config")
                    : DockerConfig.read(Files.readString(file), registry);
        } catch (IOException e) {
            return new DockerConfig.Found.Invalid(
                    "cannot be read; create it, and give this process the right to read it");
        }
    }
}
