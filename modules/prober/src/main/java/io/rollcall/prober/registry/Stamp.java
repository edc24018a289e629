package io.rollcall.prober.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/**
 * What tells one content of a file from another; a mounted secret changes its inode.
 *
 * @param size in bytes; below 0 where the file cannot be looked at
 */
record Stamp(Instant modified, long size, Object inode) {
    /** Looks at the file now; never fails. */
    static Stamp of(Path file) {
        try {
            BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(seen.lastModifiedTime().toInstant(), seen.size(), seen.fileKey());
        } catch (IOException e) {
            return new Stamp(Instant.EPOCH, -1, null);
        }
    }
}
