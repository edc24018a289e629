package io.rollcall.prober.registry;

import io.rollcall.contract.image.Depth;
import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.image.ReferenceParser;
import io.rollcall.runtime.config.PolicyConfig;
import io.rollcall.runtime.config.RegistryConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of registries for tests, and what is asked of them. */
final class Settings {
    static final String IN_CLUSTER = "dvcr.d8-virtualization.svc";
    static final String DIGEST = "sha256:" + "ab".repeat(32);

    private Settings() {}

    static RegistryConfig plain(String host) {
        return plain(host, Duration.ofSeconds(10), Duration.ofSeconds(20));
    }

    static RegistryConfig plain(String host, Duration response, Duration total) {
        return new RegistryConfig(
                host, Optional.empty(), Optional.empty(), Optional.empty(), false, policy(response, total));
    }

    /** Reached by its in-cluster name at another address. */
    static RegistryConfig inCluster(
            String connectTo, Optional<Path> dockerConfig, Optional<Path> ca, boolean plainHttp) {
        return new RegistryConfig(
                IN_CLUSTER,
                dockerConfig,
                ca,
                Optional.of(connectTo),
                plainHttp,
                policy(Duration.ofSeconds(10), Duration.ofSeconds(20)));
    }

    static PolicyConfig policy(Duration response, Duration total) {
        PolicyConfig defaults = PolicyConfig.defaults();
        return new PolicyConfig(
                defaults.inFlight(),
                defaults.rate(),
                defaults.burst(),
                response,
                response,
                total,
                defaults.backoffInitial(),
                defaults.backoffMax(),
                defaults.confirmations(),
                defaults.confirmationDelay(),
                defaults.freshness(),
                defaults.minDelay());
    }

    static RegistryClients open(RegistryConfig... registries) {
        return RegistryClients.open(List.of(registries), Clock.systemUTC());
    }

    static ImageReference reference(String text) {
        return ((ReferenceParser.Parsed.Valid) ReferenceParser.parse(text)).reference();
    }

    /** Asks once, and waits. */
    static Answer ask(RegistryClients clients, String text) {
        return ask(clients, reference(text));
    }

    static Answer ask(RegistryClients clients, ImageReference reference) {
        return clients.of(reference.registry())
                .orElseThrow()
                .probe(reference, Depth.MANIFEST)
                .join();
    }

    /** With the user probe, whose password is s3cret. */
    static RegistryConfig withPassword(String host, Path directory) throws IOException {
        Path file = Files.writeString(
                directory.resolve(host.replace(':', '-') + ".json"),
                "{\"auths\":{\"%s\":{\"username\":\"probe\",\"password\":\"s3cret\"}}}".formatted(host));
        RegistryConfig plain = plain(host);
        return new RegistryConfig(
                host, Optional.of(file), plain.ca(), plain.connectTo(), plain.plainHttp(), plain.policy());
    }

    static RegistryConfig withTokenHosts(RegistryConfig registry, String... hosts) {
        return new RegistryConfig(
                registry.host(),
                registry.dockerConfig(),
                registry.ca(),
                registry.connectTo(),
                List.of(hosts),
                registry.plainHttp(),
                registry.policy(),
                registry.unavailableAfter());
    }

    /** Waits no longer than this. */
    static RegistryConfig within(RegistryConfig registry, Duration longest) {
        return new RegistryConfig(
                registry.host(),
                registry.dockerConfig(),
                registry.ca(),
                registry.connectTo(),
                registry.tokenHosts(),
                registry.plainHttp(),
                policy(longest, longest),
                registry.unavailableAfter());
    }
}
