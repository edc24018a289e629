package io.rollcall.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where {@code up} keeps its broker's data, and leaves the broker's address for the other commands to find.
 *
 * @param path need not exist yet
 */
public record DataDirectory(Path path) {

    private static final String ADDRESS = "broker.address";

    /** Refuses null. */
    public DataDirectory {
        requireNonNull(path, "path is null");
    }

    /**
     * The one that is meant: as the option says, else {@code ROLLCALL_DATA_DIR}, else {@code rollcall} in
     * {@code XDG_DATA_HOME} or {@code ~/.local/share}.
     */
    public static DataDirectory of(Optional<Path> option, Map<String, String> environment) {
        Optional<Path> chosen = option.or(() -> variable(environment, "ROLLCALL_DATA_DIR"));
        return new DataDirectory(chosen.orElseGet(() -> variable(environment, "XDG_DATA_HOME")
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "share"))
                .resolve("rollcall")));
    }

    private static Optional<Path> variable(Map<String, String> environment, String name) {
        return Stream.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .findFirst();
    }

    /** The file that holds the address of the broker that runs here. */
    public Path addressFile() {
        return path.resolve(ADDRESS);
    }

    /** The address of the broker that runs here, or last did. */
    public Optional<String> address() {
        try {
            return Optional.of(Files.readString(addressFile(), UTF_8).strip()).filter(text -> !text.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Leaves the address for other commands. */
    public void writeAddress(String bootstrapServers) {
        try {
            Files.writeString(addressFile(), bootstrapServers + "\n", UTF_8);
        } catch (IOException e) {
            throw CommandException.failed(
                    "%s cannot be written (%s); make that directory writable, or choose another with --data-dir."
                            .formatted(addressFile(), e.getMessage()),
                    e);
        }
    }

    /** Takes the address back. */
    public void removeAddress() throws IOException {
        Files.deleteIfExists(addressFile());
    }

    /** As a person would write it. */
    public String shown() {
        Path home = Path.of(System.getProperty("user.home"));
        return path.startsWith(home) && !path.equals(home) ? "~/" + home.relativize(path) : path.toString();
    }
}
