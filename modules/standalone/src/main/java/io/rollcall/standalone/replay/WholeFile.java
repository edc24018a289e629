package io.rollcall.standalone.replay;

import io.rollcall.standalone.cli.CommandException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is whole, or as it was before. */
final class WholeFile {
    private WholeFile() {}

    /** Writes what stands in it, and may close it. */
    interface Content<T> {
        T write(OutputStream to) throws IOException, InterruptedException;
    }

    /** @return what the writing came to; a {@link CommandException} where the file cannot be written */
    static <T> T write(Path file, Content<T> content) throws InterruptedException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try {
                T written;
                try (OutputStream to = Files.newOutputStream(part)) {
                    written = content.write(to);
                }
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
                return written;
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw CommandException.failed(
                    "%s cannot be written (%s); name a file in a directory that you may write to."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }
}
