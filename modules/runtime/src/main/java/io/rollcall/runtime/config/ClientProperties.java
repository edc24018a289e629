package io.rollcall.runtime.config;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A {@code client.properties}: what its owner wants of every Kafka client. It may hold passwords and
 * therefore never shows a value. A key that begins with {@code producer.}, {@code consumer.} or
 * {@code admin.} is meant for clients of that kind alone.
 */
public final class ClientProperties {

    private static final Pattern PREFIX =
            Pattern.compile("^((main|restore|global)\\.consumer|consumer|producer|admin)\\.");

    /** What delivery, ordering and identity hang on. */
    private static final Set<String> OWNED = Set.of(
            "acks",
            "enable.idempotence",
            "transactional.id",
            "key.serializer",
            "value.serializer",
            "key.deserializer",
            "value.deserializer",
            "enable.auto.commit",
            "isolation.level",
            "auto.offset.reset",
            "group.id",
            "group.instance.id",
            "client.id",
            "application.id",
            "processing.guarantee",
            "group.protocol",
            "partitioner.class",
            "partition.assignment.strategy",
            "num.stream.threads",
            "num.standby.replicas",
            "commit.interval.ms",
            "poll.ms",
            "state.dir",
            "replication.factor",
            "default.key.serde",
            "default.value.serde");

    private static final String BOOTSTRAP = "bootstrap.servers";

    private final Map<String, String> entries;

    private ClientProperties(Map<String, String> entries) {
        this.entries = Map.copyOf(entries);
    }

    /** No properties. */
    public static ClientProperties none() {
        return new ClientProperties(Map.of());
    }

    /**
     * Reads a file.
     *
     * @throws IOException where it cannot be read
     * @throws IllegalArgumentException where it is not a properties file
     */
    public static ClientProperties read(Path file) throws IOException {
        requireNonNull(file, "file is null");
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<String, String> entries = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> entries.put(name, properties.getProperty(name)));
        return new ClientProperties(entries);
    }

    /** Reads a file that was good before; empty where it is not any more. */
    public static Optional<ClientProperties> reread(Path file) {
        try {
            return Optional.of(read(file)).filter(it -> it.mistakes(file).isEmpty());
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What clients of all kinds get, and those of this kind on top ({@code producer}, {@code admin}, …). */
    public Map<String, String> forKind(String kind) {
        Map<String, String> chosen = new TreeMap<>();
        entries.forEach((name, value) -> {
            if (!PREFIX.matcher(name).find()) {
                chosen.put(name, value);
            }
        });
        entries.forEach((name, value) -> {
            if (name.startsWith(kind + ".")) {
                chosen.put(name.substring(kind.length() + 1), value);
            }
        });
        chosen.remove(BOOTSTRAP);
        return chosen;
    }

    /** Everything as it was written: what Kafka Streams takes, prefixes included. */
    public Map<String, String> forStreams() {
        Map<String, String> all = new TreeMap<>(entries);
        all.keySet().removeIf(name -> bare(name).equals(BOOTSTRAP));
        return all;
    }

    /** The brokers that it names, where it does. */
    Optional<String> bootstrapServers() {
        return Optional.ofNullable(entries.get(BOOTSTRAP)).filter(servers -> !servers.isBlank());
    }

    /** Everything in it that Rollcall must decide itself. */
    List<Mistake> mistakes(Path file) {
        List<Mistake> mistakes = new ArrayList<>();
        new TreeMap<>(entries)
                .keySet().stream()
                        .filter(name -> OWNED.contains(bare(name)))
                        .map(name -> new Mistake(
                                file.toString(),
                                name + " is decided by Rollcall and cannot be set",
                                "remove it from this file"))
                        .forEach(mistakes::add);
        return mistakes;
    }

    private static String bare(String name) {
        return PREFIX.matcher(name).replaceFirst("");
    }

    @Override
    public String toString() {
        return "ClientProperties" + new TreeMap<>(entries).keySet();
    }
}
