package io.rollcall.standalone.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.util.Objects.requireNonNull;

import io.rollcall.sandbox.SandboxCluster;
import io.rollcall.standalone.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The kubeconfig of a sandbox. It is there as long as the sandbox is up with all of its images, so that its presence says
 * that. No other kubeconfig is ever overwritten or deleted.
 *
 * @param path need not exist yet
 */
record SandboxFile(Path path) {

    private static final String MARK =
            SandboxCluster.kubeconfigFor("").lines().toList().get(2);

    SandboxFile {
        requireNonNull(path, "path is null");
    }

    /** The path, of a sandbox that is up. */
    Path existing() {
        if (!Files.isReadable(path)) {
            throw CommandException.usage(
                    "no sandbox is up: there is no %s; start 'rollcall sandbox', or give its --kubeconfig."
                            .formatted(path));
        }
        return path;
    }

    /** Writes it whole: who sees it can read it. */
    void write(String text) {
        try {
            Path directory = path.toAbsolutePath().getParent();
            Files.createDirectories(directory);
            Path whole = Files.writeString(directory.resolve(path.getFileName() + ".new"), text, UTF_8);
            Files.move(whole, path, REPLACE_EXISTING, ATOMIC_MOVE);
        } catch (IOException e) {
            throw CommandException.failed(
                    "%s cannot be written (%s); make that directory writable, or choose another file with --kubeconfig."
                            .formatted(path, e.getMessage()),
                    e);
        }
    }

    /** Removes what a sandbox has written there, if anything. */
    void clear() {
        try {
            if (Files.exists(path)) {
                if (!Files.readString(path, UTF_8).lines().toList().contains(MARK)) {
                    throw CommandException.usage(
                            "%s is no sandbox's kubeconfig, and stays as it is; choose another file with --kubeconfig."
                                    .formatted(path));
                }
                Files.delete(path);
            }
        } catch (IOException e) {
            throw CommandException.failed(
                    "%s cannot be removed (%s); remove it by hand.".formatted(path, e.getMessage()), e);
        }
    }
}
