package io.rollcall.standalone.endtoend;

import static io.rollcall.testkit.ImageAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.alert.AlertType;
import io.rollcall.contract.transition.Outcome;
import io.rollcall.contract.transition.Transition;
import io.rollcall.testkit.Hold;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Others write the same status, or push meanwhile: through all three services. One scene serves all tests. */
@Tag("conformance")
class OtherHandsIT {
    @TempDir
    private static Path directory;

    private static Scene scene;
    private static String namespace;

    @BeforeAll
    static void open() {
        scene = new Scene(directory);
        namespace = scene.cluster.newNamespace();
    }

    @AfterAll
    static void close() throws IOException {
        if (scene != null) {
            scene.close();
        }
    }

    @Test
    void shouldLeaveItAloneUntilTheVerdictChangesWhenAnotherControllerFlipsItBack() {
        // Given
        LiveImage image =
                scene.virtualImage(namespace, "contested").pushed().ready().seenPresent();

        // When
        image.dataDeleted();
        for (int times = 1; times <= 2; times++) {
            image.isLost(times);
            image.status(status -> {
                status.put("phase", "Ready");
                Conditions.set(status, "Ready", "True", "Ready", "");
            });
        }

        // Then
        scene.awaitThat(() ->
                assertThat(image.transitions()).extracting(Transition::outcome).contains(Outcome.CONTESTED));
        GenericKubernetesResource before = image.now();
        int seen = image.results().size();
        scene.awaitThat(() -> assertThat(image.results()).hasSizeGreaterThan(seen + 1));
        assertThat(image.now()).isEqualTo(before);
        assertThat(image.alerts())
                .filteredOn(Alert::type, AlertType.IMAGE_CONTESTED)
                .hasSize(1);

        // When
        image.pushed().seenPresent().dataDeleted();

        // Then
        image.isLost(3);
        assertThat(image.transitions())
                .extracting(Transition::outcome)
                .filteredOn(it -> it != Outcome.STALE)
                .containsExactly(Outcome.WRITTEN, Outcome.WRITTEN, Outcome.CONTESTED, Outcome.WRITTEN);
    }

    /** Nobody can know better at that moment; it is put right by the next look. */
    @Test
    void shouldLoseAndRecoverOnceWhenItIsPushedAgainBetweenProbeAndWrite() {
        // Given
        LiveImage image =
                scene.virtualImage(namespace, "re-pushed").pushed().ready().seenPresent();
        Hold write = scene.api.hold(Hold.Step.BEFORE, "PATCH", "/re-pushed/status");

        // When
        image.dataDeleted();
        write.awaitReached();
        image.pushed();
        write.release();
        Instant released = Instant.now();

        // Then
        image.isRecovered(1);
        assertThat(image.events())
                .extracting(Event::getReason)
                .containsExactlyInAnyOrder("VirtualImageLost", "VirtualImageLostRecovered");
        assertThat(image.alerts())
                .extracting(Alert::type)
                .containsExactly(AlertType.IMAGE_LOST, AlertType.IMAGE_RECOVERED);
        assertThat(image.transitions()).last().satisfies(it -> {
            assertThat(it.outcome()).isEqualTo(Outcome.WRITTEN);
            assertThat(it.decidedAt()).isBefore(released.plusSeconds(15));
        });
    }
}
