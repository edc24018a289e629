package io.rollcall.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a {@link DockerRegistry} keeps on disk: its configuration, its password file and its storage. */
final class RegistryFiles {

    private final Path directory;
    private final Path storage;
    private final Path lost;
    private final RegistrySetup setup;

    RegistryFiles(Path directory, RegistrySetup setup) {
        this.directory = directory.toAbsolutePath();
        this.storage = this.directory.resolve("storage");
        this.lost = this.directory.resolve("storage.lost");
        this.setup = setup;
    }

    void create() {
        attempt(() -> {
            Files.createDirectories(storage);
            if (setup.security().isPresent()) {
                DockerRegistry.Security security = setup.security().get();
                Files.writeString(htpasswd(), Htpasswd.line(security.user(), security.password()) + "\n");
            }
            if (setup.user().isPresent()) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
                Files.setAttribute(storage, "unix:uid", setup.user().get());
            }
        });
    }

    /** Writes the configuration, and returns its file. */
    Path configure(int port, boolean readOnly) {
        Path file = configuration();
        attempt(() -> Files.writeString(file, RegistryYaml.of(setup, port, readOnly, storage, htpasswd())));
        return file;
    }

    Path configuration() {
        return directory.resolve("config.yml");
    }

    Path storage() {
        return storage;
    }

    void loseStorage() {
        attempt(() -> {
            if (!Files.exists(lost)) {
                Files.move(storage, lost);
            }
        });
    }

    void restoreStorage() {
        attempt(() -> {
            if (Files.exists(lost)) {
                deleteTree(storage);
                Files.move(lost, storage);
            }
        });
    }

    private Path htpasswd() {
        return directory.resolve("htpasswd");
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(root)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }

    private interface FileWork {
        void run() throws IOException;
    }

    private void attempt(FileWork work) {
        try {
            work.run();
        } catch (IOException e) {
            throw new SandboxException(
                    "The registry's directory %s cannot be used (%s): make it writable, or choose another."
                            .formatted(directory, e),
                    e);
        }
    }
}
