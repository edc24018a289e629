package io.rollcall.prober;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.Ask;
import io.rollcall.contract.image.Cadence;
import io.rollcall.contract.image.Lane;
import io.rollcall.contract.probe.ProbeRequest;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.prober.schedule.Images;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.service.ServiceContext;
import io.rollcall.sandbox.BuiltInRegistry;
import io.rollcall.sandbox.EmbeddedBroker;
import io.rollcall.sandbox.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as it runs in production: its own configuration, a real broker, a registry over HTTP. */
class ProberServiceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    private ProberService service;

    @AfterEach
    void stop() {
        if (service != null) {
            service.stop(STOPS_WITHIN);
        }
    }

    private ServiceContext start(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "kafka.partitions", Integer.toString(Bus.PARTITIONS),
                "kafka.replicationFactor", "1",
                "kafka.minInSyncReplicas", "1",
                "prober.standbyReplicas", "0",
                "sweep.schedule", ""));
        settings.putAll(more);
        ServiceContext context = ServiceContext.of(
                ProberService.NAME, "it", RollcallConfig.of(settings), new SimpleMeterRegistry(), Clock.systemUTC());
        service = new ProberService(context);
        service.start();
        return context;
    }

    @Test
    void shouldTellThatAnImageIsGoneAndBackWhenTheRegistrySaysSo() throws InterruptedException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
                BuiltInRegistry registry = BuiltInRegistry.start();
                Bus bus = new Bus(broker.bootstrapServers())) {
            // Given
            String repository = registry.host() + "/vi/team-a/a";
            String digest = registry.push("vi/team-a/a", "uid", Manifest.OCI);
            ServiceContext context = start(
                    Map.of("kafka.bootstrapServers", broker.bootstrapServers(), "registries[0].host", registry.host()));
            Ask ask = Images.ask(repository + ":uid", new Cadence.OnRequest(), Lane.SWEEP);
            bus.send(Images.state("a", "1", ask));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(verdicts(bus)).containsExactly("present"));

            // When
            registry.deleteManifest("vi/team-a/a", digest);
            request(bus, repository);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(verdicts(bus)).containsExactly("present", "absent"));
            registry.push("vi/team-a/a", "uid", Manifest.OCI);
            request(bus, repository);

            // Then
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(verdicts(bus)).containsExactly("present", "absent", "present"));
            assertThat(bus.results().get(2).verdict()).isEqualTo(new Verdict.Present(digest));
            await().atMost(PATIENCE).until(context.health()::ready);
            assertThat(context.meters()
                            .counter(
                                    "rollcall.probes",
                                    "registry",
                                    registry.host(),
                                    "verdict",
                                    "absent",
                                    "reason",
                                    "none")
                            .count())
                    .isEqualTo(1);
            service.stop(STOPS_WITHIN);
            assertThat(context.health().ready()).isFalse();
        }
    }

    @Test
    void shouldWaitAndStopAtOnceWhenTheBrokerCannotBeReached() {
        // When
        ServiceContext context = start(Map.of("kafka.bootstrapServers", "127.0.0.1:1"));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(context.health().condition("kafka"))
                .hasValueSatisfying(it -> assertThat(it.reason()).contains("kafka.bootstrapServers")));
        assertThat(context.health().ready()).isFalse();
        assertThat(context.health().alive()).isTrue();
        Instant asked = Instant.now();
        service.stop(STOPS_WITHIN);
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void shouldFailWithTheFixWhenARegistryIsConfiguredTwice() {
        // When
        ServiceContext context = start(Map.of(
                "kafka.bootstrapServers", "127.0.0.1:1",
                "registries[0].host", "dvcr.example",
                "registries[1].host", "DVCR.example"));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(context.health().failed())
                .hasValueSatisfying(it -> assertThat(it).contains("configured twice; keep one entry")));
    }

    @Test
    void shouldSayWhatIsWrongWithARegistryEvenWhenTheBrokerCannotBeReached() throws IOException {
        // Given
        Path ca = Files.writeString(directory.resolve("no-certificate.crt"), "nothing");

        // When
        ServiceContext context = start(Map.of(
                "kafka.bootstrapServers", "127.0.0.1:1",
                "registries[0].host", "dvcr.example",
                "registries[0].ca", ca.toString()));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(context.health().condition("registry dvcr.example"))
                .hasValueSatisfying(it -> assertThat(it.reason()).contains("no-certificate.crt")));
        assertThat(context.health().alive()).isTrue();
    }

    private static List<String> verdicts(Bus bus) {
        return bus.results().stream().map(ProbeResult::verdict).map(Verdict::is).toList();
    }

    private static void request(Bus bus, String repository) {
        ProbeRequest request = new ProbeRequest(1, "test", repository, null, Trigger.NOTIFICATION, Instant.now(), null);
        bus.send(
                bus.topics.probeRequests(),
                repository.getBytes(UTF_8),
                EventCodec.of(ProbeRequest.class).encode(request));
    }
}
