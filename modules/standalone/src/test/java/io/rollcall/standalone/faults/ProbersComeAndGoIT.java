package io.rollcall.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.topics.Topics;
import io.rollcall.testkit.CountingRegistry;
import io.rollcall.testkit.CountingRegistry.Visit;
import io.rollcall.testkit.Hold;
import io.rollcall.testkit.TestBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Probers, each a process of its own, share one registry while one joins, one is killed (SIGKILL) and one stands still
 * (SIGSTOP) for longer than its session lasts, with questions on their way. What is promised holds of the whole run.
 */
class ProbersComeAndGoIT {
    private static final int IMAGES = 300;
    private static final int PARTITIONS = 6;
    private static final int RATE = 100;
    private static final int BURST = 12;
    private static final double AT_ONCE = Math.max(BURST, PARTITIONS + RATE * 0.04);
    private static final int IN_FLIGHT = 9;
    private static final Duration LATE = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String HOST = "127.0.0.1:5000"; // nobody's: each prober is led to a door of its own

    private final Topics topics = Topics.of(TestBroker.shared().uniquePrefix(), PARTITIONS);
    private final Bus bus = new Bus(TestBroker.shared().bootstrapServers(), topics);
    private final CountingRegistry registry = new CountingRegistry(Duration.ofMillis(50));
    private final List<ServiceProcess> probers = new ArrayList<>();
    /** By number of the image, what it refers to now; generations are counted from one. */
    private final Map<Integer, Integer> generations = new TreeMap<>();

    private Path kafkaConfig;

    @BeforeEach
    void prepare(@TempDir Path directory) throws IOException {
        kafkaConfig = Files.writeString(
                directory.resolve("client.properties"),
                "consumer.session.timeout.ms=4000\nconsumer.heartbeat.interval.ms=500\n");
    }

    @AfterEach
    void stop() {
        probers.forEach(ServiceProcess::close);
        bus.close();
        registry.close();
    }

    @Test
    void shouldKeepEveryPromiseWhenProbersJoinDieAndStandStill() {
        // Given: one after the other joins
        ServiceProcess a = start("a");
        ServiceProcess b = start("b");
        start("c");
        a.awaitReady();
        refersTo(1, IntStream.range(0, IMAGES).toArray());
        awaitARoundOf("a", "b", "c");
        Instant settled = Instant.now();

        // When: an image changes while it is asked for
        int changing = lastAskedBy("c");
        Hold question = registry.hold("c", image(changing));
        question.awaitReached();
        refersTo(2, changing);
        eventually(() -> assertThat(registry.visits()).extracting(Visit::image).contains(image(changing)));
        question.release();

        // When: one dies, one stands still with an answer on its way, more images change, and another joins
        Hold answer = registry.hold("b", "");
        answer.awaitReached();
        Instant disturbed = Instant.now();
        b.pause();
        answer.release();
        a.kill();
        refersTo(3, IntStream.range(0, IMAGES / 10).toArray());
        start("d");
        awaitARoundOf("c", "d");

        // When: it goes on, as if it still owned what it did
        b.resume();
        eventually(() -> assertThat(bus.members(topics.prefix() + "-prober")).isEqualTo(3));
        awaitARoundOf("b", "c", "d");

        // Then
        eventually(() -> assertThat(results()).extracting(ProbeResult::target).containsAll(latest().values()));
        ProbingGuarantee.assertHeld(
                new ProbingRun(visitsBetween(settled, disturbed), List.of(), disturbed),
                new NoMoreInFlightThan(IN_FLIGHT));
        // what a former owner has on its way does not count with the new one
        ProbingGuarantee.assertHeld(
                new ProbingRun(registry.visits(), results(), Instant.now()),
                new EveryDueImageIsProbed(images(), Duration.ofSeconds(30)),
                new NoProbeAboveBudget(RATE, AT_ONCE, LATE),
                new NoMoreInFlightThan(2 * IN_FLIGHT),
                new AtMostOneInFlightPerTargetAndOwner(),
                new NoVerdictOfAFormerOwner(),
                new LatestGenerationWins(latest()));
    }

    /** Waits until these have asked for every image once more, and each of them for some. */
    private void awaitARoundOf(String... names) {
        Instant since = Instant.now();
        eventually(() -> {
            List<Visit> visits = visitsBetween(since, Instant.MAX);
            assertThat(visits)
                    .filteredOn(it -> List.of(names).contains(it.door()))
                    .extracting(Visit::image)
                    .containsAll(images());
            assertThat(visits).extracting(Visit::door).contains(names);
        });
    }

    private List<Visit> visitsBetween(Instant since, Instant until) {
        return registry.visits().stream()
                .filter(it -> !it.from().isBefore(since) && it.from().isBefore(until))
                .toList();
    }

    private int lastAskedBy(String name) {
        List<Visit> visits =
                registry.visits().stream().filter(it -> it.door().equals(name)).toList();
        String image = visits.get(visits.size() - 1).image();
        return Integer.parseInt(image.replaceAll(".*/img-(\\d+):.*", "$1"));
    }

    private List<ProbeResult> results() {
        return bus.events(topics.probeResults(), ProbeResult.class);
    }

    /** By uid. */
    private Map<String, String> latest() {
        Map<String, String> latest = new TreeMap<>();
        generations.keySet().forEach(number -> latest.put("uid-" + number, HOST + "/" + image(number)));
        return latest;
    }

    private Set<String> images() {
        Set<String> images = new TreeSet<>();
        generations.keySet().forEach(number -> images.add(image(number)));
        return images;
    }

    private String image(int number) {
        return "vi/team-a/img-%d:v%d".formatted(number, generations.get(number));
    }

    private void refersTo(int generation, int... numbers) {
        bus.send(IntStream.of(numbers)
                .mapToObj(number -> {
                    generations.put(number, generation);
                    return Swept.image(number, generation, HOST + "/" + image(number));
                })
                .toArray(ImageState[]::new));
    }

    private void eventually(ThrowingRunnable holds) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(holds);
    }

    private ServiceProcess start(String name) {
        ServiceProcess prober = new Deployment(TestBroker.shared().bootstrapServers(), topics)
                .asking(HOST, registry.door(name))
                .with("KAFKA_CONFIG", kafkaConfig.toString())
                .with("SWEEP_SCHEDULE", "@every 4s")
                .with("REGISTRIES_0_POLICY_RATE", RATE + "/s")
                .with("REGISTRIES_0_POLICY_BURST", Integer.toString(BURST))
                .with("REGISTRIES_0_POLICY_IN_FLIGHT", Integer.toString(IN_FLIGHT))
                .start(Deployment.PROBER, name);
        probers.add(prober);
        return prober;
    }
}
