package io.rollcall.standalone.check;

import io.rollcall.runtime.config.ConfigLoader;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.standalone.cli.ConfigOptions;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How to ask a registry, as the command line says. What it leaves out, a configured registry's own entry says. */
final class RegistryFlags {

    @Option(
            names = "--docker-config",
            paramLabel = "FILE",
            description = "A docker config.json with the registry's credentials.")
    Path dockerConfig;

    @Option(names = "--anonymous", description = "Send no credentials.")
    boolean anonymous;

    @Option(names = "--ca", paramLabel = "FILE", description = "PEM certificates to trust, and no others.")
    Path ca;

    @Option(
            names = "--connect-to",
            paramLabel = "HOST:PORT",
            description = "Connect there instead, such as to a port-forward; the name that is verified stays.")
    String connectTo;

    @Option(
            names = "--plain-http",
            description = "Speak HTTP without TLS. To a loopback address without --ca it is so anyway.")
    boolean plainHttp;

    /** Whether the command line says anything about how to ask. */
    boolean given() {
        return dockerConfig != null || anonymous || ca != null || connectTo != null || plainHttp;
    }

    /** An entry for the host from the command line, and from what is configured for it, if anything is. */
    RegistryConfig entry(String host, Optional<RegistryConfig> configured) {
        ConfigLoader loader = new ConfigLoader().override("registries[0].host", host, "REF");
        override(loader, "dockerConfig", dockerConfig, "--docker-config");
        override(loader, "ca", ca, "--ca");
        override(loader, "connectTo", connectTo, "--connect-to");
        override(loader, "plainHttp", plainHttp ? "true" : null, "--plain-http");
        RegistryConfig told = ConfigOptions.load(loader).registries().get(0);
        return configured.map(entry -> merge(entry, told)).orElse(told);
    }

    private RegistryConfig merge(RegistryConfig configured, RegistryConfig told) {
        return new RegistryConfig(
                configured.host(),
                anonymous ? Optional.empty() : told.dockerConfig().or(configured::dockerConfig),
                told.ca().or(configured::ca),
                told.connectTo().or(configured::connectTo),
                configured.tokenHosts(),
                told.plainHttp() || configured.plainHttp(),
                configured.policy(),
                configured.unavailableAfter());
    }

    private static void override(ConfigLoader loader, String key, Object value, String option) {
        if (value != null) {
            loader.override("registries[0]." + key, value.toString(), option);
        }
    }
}
