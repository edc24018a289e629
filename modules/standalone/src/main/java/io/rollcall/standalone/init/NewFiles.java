package io.rollcall.standalone.init;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.rollcall.standalone.cli.CommandException;
import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Writes files whole: each comes into being under its name with all that it holds, or not at all. */
final class NewFiles {

    private final Path directory;
    private final boolean force;

    /** @param force whether what exists is replaced */
    NewFiles(Path directory, boolean force) {
        this.directory = requireNonNull(directory, "directory is null");
        this.force = force;
    }

    /** Where a file of this name lies. */
    Path path(String name) {
        return directory.resolve(name).normalize();
    }

    /** A {@link CommandException} that names each of these that exists, unless they may be replaced. */
    void refuseExisting(List<String> names) {
        List<String> existing = force
                ? List.of()
                : names.stream()
                        .filter(name -> Files.exists(path(name)))
                        .map(name -> "%s exists".formatted(path(name)))
                        .toList();
        if (!existing.isEmpty()) {
            throw CommandException.failed(
                    String.join(", ", existing) + "; give --force to replace what is there, or another --dir.");
        }
    }

    /**
     * Writes one.
     *
     * @param secret whether nobody but its owner may ever read it
     */
    Path write(String name, String text, boolean secret) {
        Path target = path(name);
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory);
            }
            Path whole = Files.createTempFile(directory, "." + name + ".", ".new", permissions(secret));
            try {
                Files.writeString(whole, text, UTF_8);
                Files.move(whole, target, how());
            } finally {
                Files.deleteIfExists(whole);
            }
            return target;
        } catch (IOException e) {
            throw unwritten(target, e);
        }
    }

    private CommandException unwritten(Path target, IOException e) {
        if (e instanceof FileAlreadyExistsException && Files.isDirectory(directory)) {
            return CommandException.failed(
                    "%s has come into being meanwhile; give --force to replace it, or another --dir.".formatted(target),
                    e);
        }
        return CommandException.failed(
                "%s cannot be written (%s); make the directory writable, or give another with --dir."
                        .formatted(target, e),
                e);
    }

    private CopyOption[] how() {
        return force ? new CopyOption[] {StandardCopyOption.ATOMIC_MOVE} : new CopyOption[0];
    }

    private static FileAttribute<?>[] permissions(boolean secret) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(secret ? "rw-------" : "rw-r--r--"))
                }
                : new FileAttribute<?>[0];
    }
}
