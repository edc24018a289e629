package io.rollcall.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.topics.Topics;
import io.rollcall.contract.transition.Outcome;
import io.rollcall.contract.transition.Transition;
import io.rollcall.testkit.Hold;
import io.rollcall.testkit.Hold.Step;
import io.rollcall.testkit.HttpDoor;
import io.rollcall.testkit.ImageAssert;
import io.rollcall.testkit.KafkaDoor;
import io.rollcall.testkit.TestBroker;
import io.rollcall.testkit.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.kafka.common.protocol.ApiKeys;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The status-writer is killed (SIGKILL) at each step of a loss and of a recovery, and started again. Its process is stopped
 * at the step from outside, by what it waits for: an answer of the API server, or of the broker.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WriterKilledIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String REGISTRY = "registry.test:5000";

    private final TestCluster cluster = TestCluster.open();
    private final HttpDoor api = HttpDoor.toApiServer(cluster.kubeconfig());
    private final KafkaDoor kafka = KafkaDoor.to(TestBroker.shared().bootstrapServers());
    // one partition: both results come in one poll, and are told in one transaction
    private final Topics topics = Topics.of(TestBroker.shared().uniquePrefix(), 1);
    private final Bus bus = new Bus(TestBroker.shared().bootstrapServers(), topics);
    private final String group = topics.prefix() + "-status-writer";
    private final String namespace = cluster.newNamespace();
    private final Images images = new Images(cluster, namespace, REGISTRY);
    private final Witness witness = new Witness(cluster, namespace, bus);
    private Deployment deployment;
    private ServiceProcess writer;

    /** Where an image stands when the writer is killed: which of its requests to the API server is where. */
    enum Place {
        BEFORE_IT_IS_READ(Step.BEFORE, "GET", ""),
        BEFORE_THE_PATCH(Step.BEFORE, "PATCH", "/status"),
        AFTER_THE_PATCH_BEFORE_ITS_ANSWER(Step.AFTER, "PATCH", "/status"),
        BEFORE_THE_EVENT(Step.BEFORE, "POST", "/events"),
        AFTER_THE_EVENT_BEFORE_ITS_ANSWER(Step.AFTER, "POST", "/events");

        private final Step step;
        private final String method;
        private final String path;

        Place(Step step, String method, String path) {
            this.step = step;
            this.method = method;
            this.path = path;
        }

        String asName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The request of this place whose path or body names the image. */
        Hold hold(HttpDoor api, String image) {
            return api.hold(
                    step,
                    it -> it.method().equals(method)
                            && it.path().contains(path)
                            && (it.path() + it.body()).contains(image));
        }
    }

    @BeforeAll
    void start(@TempDir Path directory) {
        deployment = new Deployment(kafka.bootstrapServers(), topics)
                .at(HttpDoor.kubeconfig(api.host(), directory.resolve("kubeconfig")))
                .with("WRITER_IN_FLIGHT", "16");
        writer = deployment.start(Deployment.WRITER).awaitReady();
    }

    @AfterAll
    void stop() {
        writer.close();
        witness.close();
        bus.close();
        kafka.close();
        api.close();
        cluster.close();
    }

    /** Images are settled side by side, so one kill does for all places: one image of each direction stands at each. */
    @Test
    void shouldTakeEffectOnceEachWhenKilledWhileTheApiServerIsAsked() {
        // Given
        List<Hold> holds = new ArrayList<>();
        List<GenericKubernetesResource> losing = new ArrayList<>();
        List<GenericKubernetesResource> recovering = new ArrayList<>();
        for (Place place : Place.values()) {
            losing.add(images.ready("losing-" + place.asName()));
            recovering.add(witness.followFrom(images.lost("recovering-" + place.asName())));
            holds.add(place.hold(api, "losing-" + place.asName()));
            holds.add(place.hold(api, "recovering-" + place.asName()));
        }

        // When
        bus.send(results(losing, recovering));
        holds.forEach(Hold::awaitReached);
        killAndStartAgain(holds);

        // Then
        awaitAllTold();
        assertSettled(losing, recovering);
    }

    /** The records are written but no reader may see them; offsets go with them; and the answer may be what is lost. */
    @ParameterizedTest
    @CsvSource({"BEFORE, TXN_OFFSET_COMMIT", "BEFORE, END_TXN", "AFTER, END_TXN"})
    void shouldTakeEffectOnceWhenKilledInTheTransaction(Step step, ApiKeys request) {
        // Given
        String when = (step + "-" + request.name()).toLowerCase(Locale.ROOT).replace('_', '-');
        List<GenericKubernetesResource> losing = List.of(images.ready("losing-" + when));
        List<GenericKubernetesResource> recovering = List.of(witness.followFrom(images.lost("recovering-" + when)));
        Hold hold = kafka.hold(step, request, Deployment.WRITER);

        // When
        bus.send(results(losing, recovering));
        hold.awaitReached();
        killAndStartAgain(List.of(hold));

        // Then
        awaitAllTold();
        assertSettled(losing, recovering);
    }

    /** The limit that is documented: what a foreign writer overwrites before we are back is told as stale, and no Event. */
    @Test
    void shouldTellItAsStaleWhenSomebodyOverwroteThePatchBeforeTheRestart() {
        // Given
        GenericKubernetesResource image = images.ready("overwritten");
        Hold hold = Place.AFTER_THE_PATCH_BEFORE_ITS_ANSWER.hold(api, "overwritten");

        // When
        bus.send(images.absent(image));
        hold.awaitReached();
        writer.kill();
        images.set(image, "Ready", Instant.now());
        killAndStartAgain(List.of(hold));

        // Then
        awaitAllTold();
        assertThat(bus.events(topics.transitions(), Transition.class))
                .filteredOn(it -> it.key().equals(Images.key(image)))
                .extracting(Transition::outcome)
                .containsExactly(Outcome.STALE);
        ImageAssert.assertThat(witness.followFrom(images.fresh(image))).hasPhase("Ready");
        Guarantee.assertHeld(witness.history());
    }

    /** Its partitions were taken over while it stood still with a patch on its way; then it goes on, and so does the patch. */
    @Test
    void shouldTakeEffectOnceWhenAZombieWakesUpAmidAPatch() {
        // Given
        GenericKubernetesResource image = images.ready("fought-over");
        Hold patch = Place.BEFORE_THE_PATCH.hold(api, "fought-over");
        bus.send(images.absent(image));
        patch.awaitReached();
        writer.pause();
        bus.expel(group);

        // When
        try (ServiceProcess zombie = writer) {
            writer = deployment.start(Deployment.WRITER, "two");
            awaitAllTold();
            Hold refusal = Place.AFTER_THE_PATCH_BEFORE_ITS_ANSWER.hold(api, "fought-over");
            patch.release();
            zombie.resume();
            refusal.awaitReached().release();
            eventually(() -> assertThat(bus.members(group)).isEqualTo(2));

            // Then
            eventually(() -> Guarantee.assertHeld(witness.history()));
            ImageAssert.assertThat(images.fresh(image)).hasPhase("ImageLost").restOfStatusEquals(image);
        }
    }

    private ProbeResult[] results(List<GenericKubernetesResource> losing, List<GenericKubernetesResource> recovering) {
        return Stream.concat(
                        losing.stream().map(images::absent), recovering.stream().map(images::present))
                .toArray(ProbeResult[]::new);
    }

    private void killAndStartAgain(List<Hold> holds) {
        writer.kill();
        holds.forEach(Hold::drop);
        bus.expel(group);
        writer = deployment.start(Deployment.WRITER);
    }

    /** Whatever stands on the bus is settled, and committed. */
    private void awaitAllTold() {
        long last = bus.last(topics.probeResults()).offset();
        eventually(() -> assertThat(bus.committed(group, topics.probeResults())).isGreaterThan(last));
    }

    private void assertSettled(List<GenericKubernetesResource> losing, List<GenericKubernetesResource> recovering) {
        assertThat(losing).allSatisfy(image -> ImageAssert.assertThat(images.fresh(image))
                .hasPhase("ImageLost")
                .restOfStatusEquals(image));
        assertThat(recovering).allSatisfy(image -> ImageAssert.assertThat(images.fresh(image))
                .hasPhase("Ready")
                .restOfStatusEquals(image));
        eventually(() -> Guarantee.assertHeld(witness.history()));
    }

    private void eventually(ThrowingRunnable holds) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            try {
                holds.run();
            } catch (AssertionError e) {
                throw new AssertionError(e.getMessage() + "\n" + writer.log(), e);
            }
        });
    }
}
