package io.rollcall.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.testkit.Hold;
import io.rollcall.testkit.Hold.Step;
import io.rollcall.testkit.HttpDoor;
import io.rollcall.testkit.ImageAssert;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Three services, a broker and a registry, each a process of its own; whatever ends, ends by SIGKILL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EverythingKilledIT {

    private static final int MANY = 50;

    private Stage stage;
    private List<GenericKubernetesResource> all = List.of();

    @BeforeAll
    void start(@TempDir Path directory) {
        stage = new Stage(directory);
        stage.startServices();
    }

    @AfterEach
    void leaveNothingBehind() {
        stage.findStorage();
        all.forEach(stage.images::delete);
    }

    @AfterAll
    void stop() {
        stage.close();
    }

    @Test
    void shouldLoseEachImageOnceWhenAllThreeServicesAreKilledAmidAMassLoss() {
        // Given
        int before = create("mass", MANY);
        Hold amid = stage.api.hold(Step.AFTER, new PatchAfter(MANY / 3));

        // When
        stage.loseStorage();
        amid.awaitReached();
        stage.killServices();
        amid.drop();
        stage.startServices();

        // Then
        stage.eventually(() -> {
            Guarantee.assertHeld(stage.history());
            assertThat(stage.history().flips()).hasSize(before + MANY);
            assertEach("ImageLost");
        });

        // When
        stage.findStorage();

        // Then
        stage.eventually(() -> {
            Guarantee.assertHeld(stage.history());
            assertThat(stage.history().flips()).hasSize(before + 2 * MANY);
            assertEach("Ready");
        });
    }

    @Test
    void shouldGoOnByThemselvesWhenTheBrokerIsKilledAndComesBack() {
        // Given
        int before = create("kept", 3);
        stage.awaitReady();

        // When
        stage.killBroker();
        stage.loseStorage();

        // Then
        stage.service(Deployment.WATCHER).awaitUnready("brokers");
        stage.service(Deployment.WRITER).awaitUnready("brokers");

        // When
        stage.startBroker();

        // Then
        stage.eventually(() -> {
            Guarantee.assertHeld(stage.history());
            assertThat(stage.history().flips()).hasSize(before + all.size());
            assertEach("ImageLost");
        });
        stage.awaitReady();
        stage.findStorage();
        stage.awaitAtRest(all);
    }

    /** History is gone with them; what is so is not. */
    @Test
    void shouldBeRightAgainWhenAllTopicsWereLostAndTheServicesAreStartedAgain() {
        // Given
        create("forgotten", 3);

        // When
        stage.killServices();
        stage.bus.deleteAllTopics();
        stage.forget();
        stage.startServices();
        stage.awaitReady();
        stage.awaitAtRest(all);
        stage.loseStorage();

        // Then
        stage.eventually(() -> {
            Guarantee.assertHeld(stage.history());
            assertThat(stage.history().flips()).hasSize(all.size());
            assertEach("ImageLost");
        });
        stage.findStorage();
        stage.awaitAtRest(all);
    }

    /** @return how many flips it took until all was at rest: some are looked at before their data is there */
    private int create(String name, int count) {
        all = IntStream.range(0, count)
                .mapToObj(i -> stage.pushed(name + "-" + i))
                .toList();
        return stage.awaitAtRest(all);
    }

    private void assertEach(String phase) {
        assertThat(all).allSatisfy(image -> ImageAssert.assertThat(stage.images.fresh(image))
                .hasPhase(phase)
                .restOfStatusEquals(image));
    }

    /** The patch that comes after so many others. */
    private static final class PatchAfter implements Predicate<HttpDoor.Request> {
        private final AtomicInteger left;

        private PatchAfter(int others) {
            this.left = new AtomicInteger(others);
        }

        @Override
        public boolean test(HttpDoor.Request request) {
            return request.method().equals("PATCH") && left.getAndDecrement() == 0;
        }
    }
}
