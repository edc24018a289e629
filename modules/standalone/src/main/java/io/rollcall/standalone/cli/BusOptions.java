package io.rollcall.standalone.cli;

import io.rollcall.runtime.config.ConfigLoader;
import io.rollcall.runtime.config.RollcallConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which bus a command speaks to. */
public final class BusOptions {

    @Mixin
    ConfigOptions config;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT,…",
            description = "The brokers; without them what the configuration says, else the broker of 'rollcall up'.")
    String bootstrapServers;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "A client.properties for every Kafka client: TLS, a login.")
    Path kafkaConfig;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where 'rollcall up' keeps its broker; without it ROLLCALL_DATA_DIR,"
                    + " else ~/.local/share/rollcall.")
    Path dataDir;

    /** A loader with these options on top. */
    public ConfigLoader loader(Map<String, String> environment) {
        ConfigLoader loader = config.loader(environment);
        if (bootstrapServers != null) {
            loader.override("kafka.bootstrapServers", bootstrapServers, "--bootstrap-servers");
        }
        if (kafkaConfig != null) {
            loader.override("kafka.config", kafkaConfig.toString(), "--kafka-config");
        }
        return loader;
    }

    /** The configuration's file, where one is named. */
    public Optional<Path> file(Map<String, String> environment) {
        return config.file(environment);
    }

    /** The data directory that is meant. */
    public DataDirectory dataDirectory(Map<String, String> environment) {
        return DataDirectory.of(Optional.ofNullable(dataDir), environment);
    }

    /**
     * The bus that is meant: brokers that are named, else the broker that {@code up} left the address of. A
     * {@link CommandException} where there is none, or nothing listens there.
     */
    public Bus bus(Map<String, String> environment) {
        return bus(ConfigOptions.load(loader(environment)), environment)
                .orElseThrow(() -> CommandException.usage(
                        ("no broker is named, and no 'rollcall up' runs on %s; start it, or give --bootstrap-servers or"
                                        + " --config.")
                                .formatted(dataDirectory(environment).shown())))
                .thatListens();
    }

    /** The same for a configuration that is loaded; looks at no broker. Empty where there is none. */
    public Optional<Bus> bus(RollcallConfig loaded, Map<String, String> environment) {
        if (!loaded.kafka().bootstrapServers().isEmpty()) {
            return Optional.of(new Bus(loaded, Optional.empty()));
        }
        DataDirectory directory = dataDirectory(environment);
        return directory
                .address()
                .map(address -> new Bus(
                        loaded.withKafka(
                                loaded.kafka().withBootstrapServers(address).withSingleReplicas()),
                        Optional.of(directory)));
    }
}
