package io.rollcall.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.contract.policy.ProbePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollcallConfigTest {

    @TempDir
    Path directory;

    @Test
    void shouldHaveEveryDefaultWhenNothingIsSet() {
        // When
        RollcallConfig config = RollcallConfig.defaults();

        // Then
        assertThat(config)
                .isEqualTo(new RollcallConfig(
                        Mode.OBSERVE,
                        "default",
                        new KafkaConfig("", Optional.empty(), "rollcall", 12, 3, 2),
                        new KubernetesConfig(Optional.empty(), Optional.empty(), List.of(), Optional.empty()),
                        List.of(),
                        new SweepConfig("*/5 * * * *", Duration.ofHours(1)),
                        new DeepCheckConfig(""),
                        new RecheckConfig(Duration.ofSeconds(15), Duration.ofMinutes(5)),
                        new HttpConfig("0.0.0.0", 8080),
                        new ProberConfig(
                                1,
                                Optional.empty(),
                                1,
                                Duration.ofMillis(250),
                                Duration.ofMillis(20),
                                Optional.empty(),
                                new BreakerConfig(20, 10, 50, Duration.ofSeconds(10), 3)),
                        new WriterConfig(8, Duration.ofSeconds(30)),
                        Duration.ofSeconds(20)));
        assertThat(config.proberApplicationId()).isEqualTo("rollcall-prober");
    }

    @Test
    void shouldHaveTheContractsDefaultPolicyWhenARegistryIsGivenNone() {
        // When
        RegistryConfig registry = RollcallConfig.of(Map.of("registries[0].host", "dvcr.example"))
                .registries()
                .get(0);

        // Then
        assertThat(registry)
                .isEqualTo(new RegistryConfig(
                        "dvcr.example",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        false,
                        PolicyConfig.defaults(),
                        Duration.ofMinutes(5)));
        assertThat(registry.policy().toProbePolicy("default")).isEqualTo(ProbePolicy.DEFAULT);
    }

    @Test
    void shouldMapEveryKeyWhenTheEnvironmentSetsIt() throws IOException {
        // Given
        Path file = Files.createFile(directory.resolve("some.file"));
        Map<String, String> values = everyKeySet(file);
        Map<String, String> environment = new HashMap<>();
        for (Key<?> key : Keys.all()) {
            environment.put(key.variable().replace("<n>", "0"), values.get(key.path()));
        }

        // When
        Loaded loaded = new ConfigLoader().environment(environment).load();

        // Then
        assertThat(values.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Keys.all().stream().map(Key::path).toList());
        assertThat(loaded).isEqualTo(new Loaded.Ok(everyKeyChanged(file)));
    }

    @Test
    void shouldMapEveryKeyWhenCodeSetsIt() throws IOException {
        // Given
        Path file = Files.createFile(directory.resolve("some.file"));
        Map<String, String> settings = new HashMap<>();
        everyKeySet(file).forEach((path, text) -> settings.put(path.replace("[]", "[0]"), text));

        // When
        RollcallConfig config = RollcallConfig.of(settings);

        // Then
        assertThat(config).isEqualTo(everyKeyChanged(file));
    }

    @Test
    void shouldRefuseWhenBuiltInCodeWithAValueOutOfBounds() {
        assertThatThrownBy(() -> new HttpConfig("0.0.0.0", 70_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("http.port 70000 is out of bounds; give a whole number from 0 to 65535.");
        assertThatThrownBy(() -> new RecheckConfig(Duration.ofMinutes(6), Duration.ofMinutes(5)))
                .hasMessage("recheck.min is 6m, longer than recheck.max (5m); give at most 5m.");
        assertThatThrownBy(() -> new KafkaConfig("", Optional.empty(), "p", 12, 1, 2))
                .hasMessageContaining("more than kafka.replicationFactor (1)");
        assertThatThrownBy(() -> new BreakerConfig(10, 11, 50, Duration.ofSeconds(1), 1))
                .hasMessageContaining("more than prober.breaker.window (10)");
        assertThatThrownBy(() -> RollcallConfig.of(Map.of("mode", "loud", "cluster", "")))
                .hasMessageContaining("mode")
                .hasMessageContaining("cluster");
    }

    static Map<String, String> everyKeySet(Path file) {
        return Map.ofEntries(
                Map.entry("mode", "write"),
                Map.entry("cluster", "west"),
                Map.entry("kafka.bootstrapServers", "a:1,b:2"),
                Map.entry("kafka.config", file.toString()),
                Map.entry("kafka.topicPrefix", "west"),
                Map.entry("kafka.partitions", "6"),
                Map.entry("kafka.replicationFactor", "5"),
                Map.entry("kafka.minInSyncReplicas", "4"),
                Map.entry("kubernetes.kubeconfig", file.toString()),
                Map.entry("kubernetes.context", "blue"),
                Map.entry("kubernetes.namespaces", "a, b"),
                Map.entry("kubernetes.labelSelector", "x=y"),
                Map.entry("registries[].host", "dvcr:5000"),
                Map.entry("registries[].dockerConfig", file.toString()),
                Map.entry("registries[].ca", file.toString()),
                Map.entry("registries[].connectTo", "127.0.0.1:5443"),
                Map.entry("registries[].tokenHosts", "auth.example, sso.example:8443"),
                Map.entry("registries[].plainHttp", "true"),
                Map.entry("registries[].unavailableAfter", "10m"),
                Map.entry("registries[].policy.inFlight", "9"),
                Map.entry("registries[].policy.rate", "10/m"),
                Map.entry("registries[].policy.burst", "21"),
                Map.entry("registries[].policy.connectTimeout", "4s"),
                Map.entry("registries[].policy.responseTimeout", "6s"),
                Map.entry("registries[].policy.totalTimeout", "11s"),
                Map.entry("registries[].policy.backoffInitial", "500ms"),
                Map.entry("registries[].policy.backoffMax", "1h"),
                Map.entry("registries[].policy.confirmations", "2"),
                Map.entry("registries[].policy.confirmationDelay", "3s"),
                Map.entry("registries[].policy.freshness", "0"),
                Map.entry("registries[].policy.minDelay", "7s"),
                Map.entry("sweep.schedule", "@every 30s"),
                Map.entry("sweep.spread", "2m"),
                Map.entry("deepCheck.schedule", "@weekly"),
                Map.entry("recheck.min", "1s"),
                Map.entry("recheck.max", "1d"),
                Map.entry("http.bind", "127.0.0.1"),
                Map.entry("http.port", "0"),
                Map.entry("prober.streamThreads", "2"),
                Map.entry("prober.applicationId", "app"),
                Map.entry("prober.standbyReplicas", "0"),
                Map.entry("prober.commitInterval", "1s"),
                Map.entry("prober.pollInterval", "30ms"),
                Map.entry("prober.stateDir", file.getParent().toString()),
                Map.entry("prober.breaker.window", "30"),
                Map.entry("prober.breaker.minimum", "5"),
                Map.entry("prober.breaker.failures", "80"),
                Map.entry("prober.breaker.open", "20s"),
                Map.entry("prober.breaker.trials", "2"),
                Map.entry("writer.inFlight", "16"),
                Map.entry("writer.patience", "1m"),
                Map.entry("shutdownTimeout", "3s"));
    }

    private static RollcallConfig everyKeyChanged(Path file) {
        PolicyConfig policy = new PolicyConfig(
                9,
                new Rate(10, Duration.ofMinutes(1)),
                21,
                Duration.ofSeconds(4),
                Duration.ofSeconds(6),
                Duration.ofSeconds(11),
                Duration.ofMillis(500),
                Duration.ofHours(1),
                2,
                Duration.ofSeconds(3),
                Duration.ZERO,
                Duration.ofSeconds(7));
        return new RollcallConfig(
                Mode.WRITE,
                "west",
                new KafkaConfig("a:1,b:2", Optional.of(file), "west", 6, 5, 4),
                new KubernetesConfig(Optional.of(file), Optional.of("blue"), List.of("a", "b"), Optional.of("x=y")),
                List.of(new RegistryConfig(
                        "dvcr:5000",
                        Optional.of(file),
                        Optional.of(file),
                        Optional.of("127.0.0.1:5443"),
                        List.of("auth.example", "sso.example:8443"),
                        true,
                        policy,
                        Duration.ofMinutes(10))),
                new SweepConfig("@every 30s", Duration.ofMinutes(2)),
                new DeepCheckConfig("@weekly"),
                new RecheckConfig(Duration.ofSeconds(1), Duration.ofDays(1)),
                new HttpConfig("127.0.0.1", 0),
                new ProberConfig(
                        2,
                        Optional.of("app"),
                        0,
                        Duration.ofSeconds(1),
                        Duration.ofMillis(30),
                        Optional.of(file.getParent()),
                        new BreakerConfig(30, 5, 80, Duration.ofSeconds(20), 2)),
                new WriterConfig(16, Duration.ofMinutes(1)),
                Duration.ofSeconds(3));
    }
}
