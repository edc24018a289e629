package io.rollcall.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.contract.image.Ask;
import io.rollcall.contract.image.Cadence;
import io.rollcall.contract.image.Depth;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.image.Lane;
import io.rollcall.contract.image.Purpose;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.topics.Topics;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.Manifest;
import io.rollcall.testkit.Hold;
import io.rollcall.testkit.Hold.Step;
import io.rollcall.testkit.HttpDoor;
import io.rollcall.testkit.KafkaDoor;
import io.rollcall.testkit.TestBroker;
import io.rollcall.testkit.TestRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.protocol.ApiKeys;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The prober is killed (SIGKILL) with a question on its way, with an answer in its hand, and while it restores what it knew:
 * each image is asked for until its verdict stands on the bus, and a verdict stands there once.
 */
class ProberKilledIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaDoor kafka = KafkaDoor.to(TestBroker.shared().bootstrapServers());
    private final Topics topics = Topics.of(TestBroker.shared().uniquePrefix(), 1);
    private final Bus bus = new Bus(TestBroker.shared().bootstrapServers(), topics);
    private DockerRegistry registry;
    private HttpDoor door;
    private Deployment deployment;

    @BeforeEach
    void start(@TempDir Path directory) {
        registry = TestRegistry.plain(directory.resolve("registry"));
        door = HttpDoor.to(registry.host());
        deployment = new Deployment(kafka.bootstrapServers(), topics)
                .asking(registry.host(), door.host())
                // an image is asked for once: a second verdict of the same question would show
                .with("SWEEP_SCHEDULE", "");
    }

    @AfterEach
    void close() {
        bus.close();
        kafka.close();
        door.close();
        registry.close();
    }

    @Test
    void shouldTellEachVerdictOnceWhenKilledBetweenQuestionAndCommit() {
        // Given
        registry.push("vi/team-a/one", "uid-one", Manifest.OCI);
        ServiceProcess prober = deployment.start(Deployment.PROBER).awaitReady();

        // When: the question is on its way
        Hold question = door.hold(Step.BEFORE, "HEAD", "vi/team-a/one");
        bus.send(state("one"));
        question.awaitReached();
        prober = killAndStartAgain(prober, question);

        // Then
        eventually(prober, () -> assertThat(verdicts()).containsExactly("one present"));

        // When: the answer is in its hand, and not on the bus
        Hold answer = door.hold(Step.AFTER, "HEAD", "vi/team-a/two");
        bus.send(state("two"));
        answer.awaitReached();
        Hold commit = kafka.hold(Step.BEFORE, ApiKeys.END_TXN, Deployment.PROBER);
        answer.release();
        commit.awaitReached();
        prober.kill();
        Hold restore = kafka.hold(Step.BEFORE, ApiKeys.FETCH, "restore-consumer");
        prober = startAgain(commit);

        // When: it reads back what it knew
        restore.awaitReached();
        prober = killAndStartAgain(prober, restore);

        // Then
        eventually(prober, () -> assertThat(verdicts()).containsExactly("one present", "two absent"));

        // When
        bus.send(state("three"));

        // Then
        eventually(prober, () -> assertThat(verdicts()).containsExactly("one present", "two absent", "three absent"));
        prober.close();
    }

    private ServiceProcess killAndStartAgain(ServiceProcess prober, Hold hold) {
        prober.kill();
        return startAgain(hold);
    }

    private ServiceProcess startAgain(Hold hold) {
        hold.drop();
        bus.expel(topics.prefix() + "-prober");
        return deployment.start(Deployment.PROBER);
    }

    private List<String> verdicts() {
        return bus.events(topics.probeResults(), ProbeResult.class).stream()
                .map(it -> it.key().name() + " " + it.verdict().is())
                .toList();
    }

    private ImageState state(String name) {
        ImageKey key = new ImageKey("virtualimages.virtualization.deckhouse.io", "team-a", name);
        Ask ask = new Ask(
                "presence",
                registry.host() + "/vi/team-a/" + name + ":uid-" + name,
                Purpose.PRESENCE,
                new Cadence.Sweep(),
                Lane.SWEEP,
                Depth.MANIFEST,
                Ask.DEFAULT,
                Ask.DEFAULT,
                null,
                null);
        return new ImageState(1, "default", key, "uid-" + name, "1", 1, false, null, List.of(ask), null);
    }

    private static void eventually(ServiceProcess prober, ThrowingRunnable holds) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            try {
                holds.run();
            } catch (AssertionError e) {
                throw new AssertionError(e.getMessage() + "\n" + prober.log(), e);
            }
        });
    }
}
