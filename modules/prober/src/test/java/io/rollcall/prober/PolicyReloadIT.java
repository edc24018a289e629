package io.rollcall.prober;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.contract.image.Lane;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.prober.schedule.Images;
import io.rollcall.runtime.config.ConfigLoader;
import io.rollcall.runtime.config.ConfigSource;
import io.rollcall.runtime.config.Loaded;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.service.ServiceContext;
import io.rollcall.sandbox.BuiltInRegistry;
import io.rollcall.sandbox.Manifest;
import io.rollcall.testkit.TestBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as it runs in production, and its configuration's file, which somebody edits. */
class PolicyReloadIT {
    @TempDir
    private Path directory;

    @Test
    void shouldProbeUnderTheNewPolicyWhenTheFileChangesWhileItRuns() throws Exception {
        try (BuiltInRegistry registry = BuiltInRegistry.start();
                Bus bus = new Bus(
                        TestBroker.shared().bootstrapServers(),
                        TestBroker.shared().uniquePrefix())) {
            // Given
            ConfigLoader loader = new ConfigLoader().file(write(bus, registry, "rate: 50/s"));
            RollcallConfig before = config(loader);
            ServiceContext context = ServiceContext.of(
                    ProberService.NAME,
                    "it",
                    before,
                    new SimpleMeterRegistry(),
                    Clock.systemUTC(),
                    new ConfigSource(Optional.of(file()), before, loader::load));
            ProberService service = new ProberService(context);
            service.start();
            try {
                registry.push("vi/team-a/a", "uid", Manifest.OCI);
                bus.send(Images.state(
                        "a", "1", Images.ask(registry.host() + "/vi/team-a/a:uid", Images.SWEEP, Lane.SWEEP)));
                awaitVersions(bus, version(before));

                // When
                write(bus, registry, "rate: 40/s, confirmations: 2");
                String after = version(config(loader));

                // Then
                awaitVersions(bus, version(before), after);
                assertThat(context.meters()
                                .get("rollcall.policy")
                                .gauge()
                                .getId()
                                .getTag("version"))
                        .isEqualTo(after);
            } finally {
                service.stop(Duration.ofSeconds(20));
            }
        }
    }

    /** In this order, and never back. */
    private static void awaitVersions(Bus bus, String... versions) {
        await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> assertThat(
                        bus.results().stream().map(ProbeResult::policyVersion).distinct())
                .containsExactly(versions));
        List<String> all =
                bus.results().stream().map(ProbeResult::policyVersion).toList();
        assertThat(all.subList(all.indexOf(versions[versions.length - 1]), all.size()))
                .containsOnly(versions[versions.length - 1]);
    }

    private static String version(RollcallConfig config) {
        return PolicyWatch.policy(config.registries().get(0)).version();
    }

    private static RollcallConfig config(ConfigLoader loader) {
        return ((Loaded.Ok) loader.load()).config();
    }

    private Path file() {
        return directory.resolve("rollcall.yaml");
    }

    private Path write(Bus bus, BuiltInRegistry registry, String policy) throws IOException {
        return Files.writeString(file(), """
                kafka: {bootstrapServers: "%s", topicPrefix: %s, partitions: %d, replicationFactor: 1, minInSyncReplicas: 1}
                prober: {standbyReplicas: 0}
                sweep: {schedule: "@every 1s"}
                registries:
                  - host: "%s"
                    policy: {%s, freshness: 0}
                """.formatted(
                TestBroker.shared().bootstrapServers(), bus.topics.prefix(), Bus.PARTITIONS, registry.host(), policy));
    }
}
