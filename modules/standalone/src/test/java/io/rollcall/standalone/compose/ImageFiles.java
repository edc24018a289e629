package io.rollcall.standalone.compose;

import io.rollcall.standalone.compose.Dockerfile.Instruction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the Dockerfile copies into the image, under a directory in place of the image's root; the base image's own files are
 * this machine's. What the build stage makes is what this build has made.
 */
final class ImageFiles {

    private static final String SOURCES = "/src/";

    private final Path root;
    private final Dockerfile dockerfile;

    private ImageFiles(Path root, Dockerfile dockerfile) {
        this.root = root;
        this.dockerfile = dockerfile;
    }

    /** Copies them. */
    static ImageFiles copy(Path root, Dockerfile dockerfile) {
        for (Instruction copy : dockerfile.image().all("COPY")) {
            String source = copy.words().get(0);
            Path from =
                    ComposeFile.HOME.resolve(copy.isFromAnotherStage() ? source.substring(SOURCES.length()) : source);
            if (!Files.exists(from)) {
                throw new AssertionError(from + " is not there: build it first, with mvn package");
            }
            copyTree(from, root.resolve(copy.words().get(1).substring(1)));
        }
        return new ImageFiles(root, dockerfile);
    }

    /** A program of the image, found on its PATH. */
    Path program(String name) {
        return Stream.of(path().split(":", -1))
                .filter(directory -> directory.startsWith("/"))
                .map(directory -> root.resolve(directory.substring(1)).resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not on the image's PATH, " + path()));
    }

    /** The image's variables, with PATH as it is here: the image's own first, then this machine's with this Java. */
    Map<String, String> environment() {
        Map<String, String> environment = dockerfile.image().environment();
        environment.put(
                "PATH",
                path().replace("/opt", root + "/opt")
                        .replace("$PATH", System.getProperty("java.home") + "/bin:" + System.getenv("PATH")));
        return environment;
    }

    /** The image's program, to which a command is added. */
    List<String> entrypoint() {
        List<String> words = dockerfile.image().only("ENTRYPOINT").quoted();
        return Stream.concat(
                        Stream.of(program(words.get(0)).toString()),
                        words.stream().skip(1))
                .toList();
    }

    private String path() {
        return dockerfile.image().environment().get("PATH");
    }

    private static void copyTree(Path from, Path to) {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path path : (Iterable<Path>) tree::iterator) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
                Files.setPosixFilePermissions(
                        target, PosixFilePermissions.fromString(Files.isExecutable(path) ? "rwxr-xr-x" : "rw-r--r--"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
