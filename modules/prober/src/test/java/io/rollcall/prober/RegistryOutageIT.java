package io.rollcall.prober;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.alert.AlertType;
import io.rollcall.contract.image.Lane;
import io.rollcall.contract.registry.RegistryState;
import io.rollcall.prober.schedule.Images;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.service.ServiceContext;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.Manifest;
import io.rollcall.testkit.TestBroker;
import io.rollcall.testkit.TestRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two probers and a registry in trouble: what is told of it is told once, however many probers there are. */
class RegistryOutageIT {
    private static final int IMAGES = 12;
    private static final int GONE = 2;
    /** One less than what makes a mass loss. */
    private static final int MANY_GONE = 9;

    @TempDir
    private Path directory;

    @Test
    void shouldTellOnceThatItHangsAnswersAgainAndHasLostMostOfItsImagesWhenTwoProbersAskIt() throws Exception {
        try (DockerRegistry registry = TestRegistry.plain(directory);
                Bus bus = new Bus(
                        TestBroker.shared().bootstrapServers(),
                        TestBroker.shared().uniquePrefix());
                Running ignored = new Running(bus, registry, "prober-a");
                Running alsoIgnored = new Running(bus, registry, "prober-b")) {
            // Given
            List<String> digests = new ArrayList<>();
            for (int i = 0; i < IMAGES; i++) {
                digests.add(i < GONE ? "" : registry.push("vi/team-a/i" + i, "uid", Manifest.OCI));
                String reference = registry.host() + "/vi/team-a/i" + i + ":uid";
                bus.send(Images.state("i" + i, "1", Images.ask(reference, Images.SWEEP, Lane.SWEEP)));
            }
            awaitThat(() -> assertThat(last(bus)).satisfies(state -> {
                assertThat(List.of(state.bound(), state.absent())).containsExactly((long) IMAGES, (long) GONE);
                assertThat(state.breakers()).containsOnlyKeys("prober-a", "prober-b");
                assertThat(state.unavailableSince()).isNull();
            }));

            // When
            registry.pause();
            awaitThat(() -> assertThat(bus.alerts()).hasSize(1));
            RegistryState out = last(bus);
            registry.resume();
            awaitThat(() -> assertThat(bus.alerts()).hasSize(2));

            // Then
            assertThat(bus.alerts())
                    .extracting(Alert::type)
                    .containsExactly(AlertType.REGISTRY_UNAVAILABLE, AlertType.REGISTRY_RECOVERED);
            Alert unavailable = bus.alerts().get(0);
            assertThat(unavailable.subject()).isEqualTo(registry.host());
            assertThat(unavailable.data().path("bound").asInt()).isEqualTo(IMAGES);
            assertThat(unavailable.data().path("absent").asInt()).isLessThanOrEqualTo(GONE);
            assertThat(unavailable.data().path("instances").asInt()).isEqualTo(2);
            assertThat(unavailable.data().path("since").asText()).isEqualTo(String.valueOf(out.unavailableSince()));
            awaitThat(() -> assertThat(last(bus)).satisfies(state -> {
                assertThat(List.of(state.bound(), state.absent())).containsExactly((long) IMAGES, (long) GONE);
                assertThat(state.unavailableSince()).isNull();
            }));
            assertThat(bus.alerts()).hasSize(2);

            // When
            for (int i = GONE; i < MANY_GONE; i++) {
                registry.deleteManifest("vi/team-a/i" + i, digests.get(i));
            }
            awaitThat(() -> assertThat(last(bus).absent()).isEqualTo(MANY_GONE));
            assertThat(bus.alerts()).hasSize(2);
            registry.deleteManifest("vi/team-a/i" + MANY_GONE, digests.get(MANY_GONE));
            awaitThat(() -> assertThat(bus.alerts()).hasSize(3));

            // Then
            Alert massLoss = bus.alerts().get(2);
            assertThat(massLoss.type()).isEqualTo(AlertType.REGISTRY_MASSLOSS);
            assertThat(massLoss.id()).isEqualTo(last(bus).massLoss().orElseThrow());
            assertThat(massLoss.data().path("bound").asInt()).isEqualTo(IMAGES);
            assertThat(massLoss.data().path("absent").asInt()).isEqualTo(MANY_GONE + 1);
            assertThat(massLoss.data().path("sample")).isNotEmpty().hasSizeLessThanOrEqualTo(MANY_GONE + 1);
            registry.deleteManifest("vi/team-a/i" + (MANY_GONE + 1), digests.get(MANY_GONE + 1));
            awaitThat(() -> assertThat(last(bus).absent()).isEqualTo(MANY_GONE + 2));
            assertThat(bus.alerts()).hasSize(3);
        }
    }

    private static RegistryState last(Bus bus) {
        List<RegistryState> states = bus.registries();
        assertThat(states).isNotEmpty();
        return states.get(states.size() - 1);
    }

    private static void awaitThat(ThrowingRunnable holds) {
        await().atMost(Duration.ofSeconds(90)).untilAsserted(holds);
    }

    /** A prober of its own, as a pod has it. */
    private static final class Running implements AutoCloseable {
        private final ProberService service;

        Running(Bus bus, DockerRegistry registry, String name) {
            Map<String, String> settings = new HashMap<>(Map.of(
                    "kafka.bootstrapServers", TestBroker.shared().bootstrapServers(),
                    "kafka.topicPrefix", bus.topics.prefix(),
                    "kafka.partitions", Integer.toString(Bus.PARTITIONS),
                    "kafka.replicationFactor", "1",
                    "kafka.minInSyncReplicas", "1",
                    "prober.standbyReplicas", "0",
                    "sweep.schedule", "@every 1s",
                    "registries[0].host", registry.host(),
                    "registries[0].unavailableAfter", "2s"));
            settings.putAll(Map.of(
                    "prober.breaker.window", "4",
                    "prober.breaker.minimum", "3",
                    "prober.breaker.open", "1s",
                    "prober.breaker.trials", "1",
                    "registries[0].policy.connectTimeout", "1s",
                    "registries[0].policy.responseTimeout", "1s",
                    "registries[0].policy.totalTimeout", "2s",
                    "registries[0].policy.backoffMax", "1s"));
            service = new ProberService(ServiceContext.of(
                    ProberService.NAME,
                    name,
                    RollcallConfig.of(settings),
                    new SimpleMeterRegistry(),
                    Clock.systemUTC()));
            service.start();
        }

        @Override
        public void close() {
            service.stop(Duration.ofSeconds(20));
        }
    }
}
