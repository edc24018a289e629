package io.rollcall.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One owner of a directory at a time, in this process or another. The operating system lets go of the lock when its
 * process dies, so a lock file that is left behind never needs to be removed by hand.
 */
final class DirectoryLock implements AutoCloseable {

    private static final String FILE = "rollcall.lock";

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock, or throws a {@link SandboxException} that names the directory and its owner's process id. */
    static DirectoryLock take(Path directory) {
        Path file = directory.resolve(FILE);
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
            if (lock(channel) == null) {
                String owner = Files.readString(file).strip();
                channel.close();
                throw new SandboxException(
                        ("The data directory %s is in use by another instance (process %s): stop that"
                                        + " instance, or choose another data directory.")
                                .formatted(directory, owner.isEmpty() ? "unknown" : owner));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8)), 0);
            return new DirectoryLock(channel);
        } catch (IOException e) {
            throw new SandboxException(
                    "The data directory %s cannot be written (%s): make it writable for this user, or choose another."
                            .formatted(directory, e),
                    e);
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
