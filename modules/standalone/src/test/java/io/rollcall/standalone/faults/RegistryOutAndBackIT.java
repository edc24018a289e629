package io.rollcall.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.contract.topics.Topics;
import io.rollcall.prober.ProberService;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.service.ServiceContext;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.Manifest;
import io.rollcall.testkit.Nginx;
import io.rollcall.testkit.Nginx.Site;
import io.rollcall.testkit.TestBroker;
import io.rollcall.testkit.TestRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real registry behind a real nginx, which counts, goes away while much is due, and comes back. */
class RegistryOutAndBackIT {
    private static final int IMAGES = 120;
    private static final int RATE = 120;
    private static final int BURST = 6;
    private static final int PARTITIONS = 3;
    private static final Duration OUTAGE = Duration.ofSeconds(3);
    private static final Duration LATE = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private final Topics topics = Topics.of(TestBroker.shared().uniquePrefix(), PARTITIONS);
    private final Bus bus = new Bus(TestBroker.shared().bootstrapServers(), topics);
    private DockerRegistry registry;
    private Nginx nginx;
    private AccessLog log;
    private ProberService prober;

    @BeforeEach
    void start() {
        registry = TestRegistry.plain(directory.resolve("registry"));
        nginx = Nginx.start(
                directory.resolve("nginx"),
                List.of(Site.plain(
                        "_",
                        AccessLog.DIRECTIVE + " location / { proxy_pass http://%s; }".formatted(registry.host()))));
        log = new AccessLog(directory.resolve("nginx"));
        Map<String, String> settings = Map.ofEntries(
                Map.entry("kafka.bootstrapServers", TestBroker.shared().bootstrapServers()),
                Map.entry("kafka.topicPrefix", topics.prefix()),
                Map.entry("kafka.partitions", Integer.toString(PARTITIONS)),
                Map.entry("kafka.replicationFactor", "1"),
                Map.entry("kafka.minInSyncReplicas", "1"),
                Map.entry("prober.standbyReplicas", "0"),
                Map.entry("prober.breaker.open", "300ms"),
                Map.entry("sweep.schedule", "@every 1s"),
                Map.entry("sweep.spread", "100ms"),
                Map.entry("registries[0].host", nginx.host()),
                Map.entry("registries[0].policy.freshness", "0s"),
                Map.entry("registries[0].policy.backoffMax", "1s"),
                Map.entry("registries[0].policy.rate", RATE + "/s"),
                Map.entry("registries[0].policy.burst", Integer.toString(BURST)));
        ServiceContext context = ServiceContext.of(
                ProberService.NAME, "one", RollcallConfig.of(settings), new SimpleMeterRegistry(), Clock.systemUTC());
        prober = new ProberService(context);
        prober.start();
        IntStream.range(0, IMAGES).forEach(number -> registry.push(repository(number), "v" + number, Manifest.OCI));
        context.health().started();
        await().atMost(PATIENCE).until(context.health()::ready);
    }

    @AfterEach
    void stop() {
        if (prober != null) {
            prober.stop(Duration.ofSeconds(10));
        }
        bus.close();
        if (nginx != null) {
            nginx.close();
        }
        if (registry != null) {
            registry.close();
        }
    }

    @Test
    void shouldLoseAndForgetNothingAndKeepToTheBudgetWhenItWasOut() {
        // Given
        ask(0, IMAGES / 2);
        eventually(() ->
                assertThat(uidsSince(Instant.EPOCH, Verdict.Present.class)).hasSize(IMAGES / 2));

        // When: all are due by and by, and as many more at once
        registry.stop();
        Instant stopped = Instant.now();
        ask(IMAGES / 2, IMAGES);
        eventually(
                () -> assertThat(uidsSince(stopped, Verdict.Inconclusive.class)).isNotEmpty());
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(stopped.plus(OUTAGE)));
        registry.start();
        Instant started = Instant.now();

        // Then
        eventually(() -> assertThat(uidsSince(started, Verdict.Present.class)).hasSize(IMAGES));
        assertThat(uidsSince(Instant.EPOCH, Verdict.Absent.class)).isEmpty();
        ProbingGuarantee.assertHeld(
                new ProbingRun(log.visits(), results(), Instant.now()),
                new NoProbeAboveBudget(RATE, BURST, LATE),
                new NoMoreInFlightThan(8),
                new AtMostOneInFlightPerTargetAndOwner());

        // When: it is there, and its volume is not
        registry.loseStorage();
        Instant lost = Instant.now();

        // Then
        eventually(() -> assertThat(uidsSince(lost, Verdict.Absent.class)).hasSize(IMAGES));
        registry.restoreStorage();
        Instant restored = Instant.now();
        eventually(() -> assertThat(uidsSince(restored, Verdict.Present.class)).hasSize(IMAGES));
        ProbingGuarantee.assertHeld(
                new ProbingRun(log.visits(), results(), Instant.now()), new NoProbeAboveBudget(RATE, BURST, LATE));
    }

    private void ask(int from, int to) {
        bus.send(IntStream.range(from, to)
                .mapToObj(number -> Swept.image(number, 1, nginx.host() + "/" + repository(number) + ":v" + number))
                .toArray(ImageState[]::new));
    }

    /** A budget is cut by partition, and a repository lies in one. */
    private static String repository(int number) {
        return "vi/team-a/img-" + number % 12;
    }

    private Set<String> uidsSince(Instant since, Class<? extends Verdict> verdict) {
        Set<String> uids = new TreeSet<>();
        results().stream()
                .filter(it -> !it.startedAt().isBefore(since) && verdict.isInstance(it.verdict()))
                .forEach(it -> uids.add(it.uid()));
        return uids;
    }

    private List<ProbeResult> results() {
        return bus.events(topics.probeResults(), ProbeResult.class);
    }

    private static void eventually(ThrowingRunnable holds) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(holds);
    }
}
