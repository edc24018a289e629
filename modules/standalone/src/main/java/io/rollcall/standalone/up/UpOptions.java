package io.rollcall.standalone.up;

import io.rollcall.runtime.config.ConfigLoader;
import io.rollcall.runtime.config.ConfigSource;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.standalone.cli.ApiServer;
import io.rollcall.standalone.cli.BusOptions;
import io.rollcall.standalone.cli.ClusterOptions;
import io.rollcall.standalone.cli.CommandException;
import io.rollcall.standalone.cli.ConfigOptions;
import io.rollcall.standalone.cli.DataDirectory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code up}: each sets a key of the configuration, above file and environment. */
final class UpOptions {

    private static final String ANY_PORT = "0";

    @Mixin
    BusOptions bus;

    @Mixin
    ClusterOptions cluster;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            split = ",",
            description = "Watch these namespaces alone; may be repeated.")
    List<String> namespaces;

    @Option(
            names = "--mode",
            paramLabel = "observe|write",
            description = "observe (the default) says what it would do; write does it.")
    String mode;

    @Option(
            names = "--sweep",
            paramLabel = "SCHEDULE",
            description = "When all Ready images are asked for: five-field cron, or @every 30s.")
    String sweep;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            description = "Port of /readyz and /metrics; 0 takes any free one.")
    String httpPort;

    /** Everything that is asked for; a {@link CommandException} with each mistake. Touches no network. */
    UpSettings settings(Map<String, String> environment) {
        RollcallConfig asked = ConfigOptions.load(loader(environment));
        if (asked.registries().isEmpty()) {
            throw CommandException.usage(NO_REGISTRY.stripTrailing());
        }
        ApiServer apiServer = ApiServer.of(asked.kubernetes(), environment);
        boolean portMayMove = ConfigOptions.load(loader(environment).fallback("http.port", ANY_PORT))
                        .http()
                        .port()
                == 0;
        boolean named = !asked.kafka().bootstrapServers().isEmpty();
        if (named) {
            return new UpSettings(source(loader(environment), environment), Optional.empty(), apiServer, portMayMove);
        }
        if (asked.kafka().clientProperties().isPresent()) {
            throw CommandException.usage("a client.properties is given but no broker; add bootstrap.servers to "
                    + asked.kafka().clientProperties().get() + ", or give --bootstrap-servers.");
        }
        DataDirectory directory = bus.dataDirectory(environment);
        ConfigLoader own = loader(environment)
                .fallback("prober.stateDir", directory.path().resolve("streams").toString());
        return new UpSettings(source(own, environment), Optional.of(directory), apiServer, portMayMove);
    }

    private ConfigSource source(ConfigLoader loader, Map<String, String> environment) {
        return new ConfigSource(bus.file(environment), ConfigOptions.load(loader), loader::load);
    }

    private ConfigLoader loader(Map<String, String> environment) {
        ConfigLoader loader = bus.loader(environment).fallback("http.bind", "127.0.0.1");
        cluster.override(loader);
        override(
                loader,
                "kubernetes.namespaces",
                namespaces == null ? null : String.join(",", namespaces),
                "--namespace");
        override(loader, "mode", mode, "--mode");
        override(loader, "sweep.schedule", sweep, "--sweep");
        override(loader, "http.port", httpPort, "--http-port");
        return loader;
    }

    private static void override(ConfigLoader loader, String key, String value, String option) {
        if (value != null) {
            loader.override(key, value, option);
        }
    }

    private static final String NO_REGISTRY = """
            no registry is configured, and none is ever guessed; write a file such as this, and give it with --config:

              registries:
                - host: dvcr.d8-virtualization.svc   # as status.target.registryURL has it
                  dockerConfig: dvcr-config.json     # docker config.json with its credentials
                  ca: dvcr-ca.crt
                  connectTo: 127.0.0.1:5443          # where a port-forward leads to it
            """;
}
