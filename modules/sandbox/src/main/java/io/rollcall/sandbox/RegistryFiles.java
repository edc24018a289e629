package io.rollcall.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a {@link DockerRegistry} keeps on disk: its configuration, its password file and its storage. */
final class RegistryFiles {

    private final Path directory;
    private final Path storage;
    private final Path lost;
    private final Optional<DockerRegistry.Security> security;

    RegistryFiles(Path directory, Optional<DockerRegistry.Security> security) {
        this.directory = directory.toAbsolutePath();
        this.storage = this.directory.resolve("storage");
        this.lost = this.directory.resolve("storage.lost");
        this.security = security;
    }

    void create() {
        attempt(() -> {
            Files.createDirectories(storage);
            if (security.isPresent()) {
                Files.writeString(
                        htpasswd(),
                        Htpasswd.line(security.get().user(), security.get().password()) + "\n");
            }
        });
    }

    /** Writes the configuration, and returns its file. */
    Path configure(int port, boolean readOnly) {
        Path file = directory.resolve("config.yml");
        String tls = security.map(s -> """
                  tls: {certificate: "%s", key: "%s"}
                auth:
                  htpasswd: {realm: rollcall-sandbox, path: "%s"}
                """.formatted(
                                s.certificate().certificate().toAbsolutePath(),
                                s.certificate().key().toAbsolutePath(),
                                htpasswd()))
                .orElse("");
        String config = """
                version: 0.1
                log: {level: info, accesslog: {disabled: true}}
                storage:
                  cache: {blobdescriptor: inmemory}
                  filesystem: {rootdirectory: "%s", maxthreads: 100}
                  delete: {enabled: true}
                  maintenance: {readonly: {enabled: %s}, uploadpurging: {enabled: false}}
                http:
                  addr: 127.0.0.1:%d
                  secret: rollcall-sandbox
                """.formatted(storage, readOnly, port);
        attempt(() -> Files.writeString(file, config + tls));
        return file;
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
