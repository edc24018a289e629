package io.rollcall.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.sandbox.SandboxException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScenarioTest {

    private static final Duration BOUND = Duration.ofMillis(200);

    private final Sightings sightings = new Sightings(Clock.systemUTC());
    private final RecordingReport report = new RecordingReport();

    private Scenario scenario(FakeStage stage) {
        return new Scenario(stage, sightings, stage.all, report, BOUND, Clock.systemUTC());
    }

    @Test
    void shouldSeeEveryStepWhenEverythingHappens() throws InterruptedException {
        // Given
        Scenario scenario = scenario(new FakeStage(3, sightings));

        // When
        Optional<Failure> failure = scenario.play();

        // Then
        assertThat(failure).isEmpty();
        assertThat(report.seen)
                .containsExactly("present", "lose-one", "recover-one", "lose-all", "recover-all", "count");
        Summary summary = scenario.summary(Duration.ofSeconds(1));
        assertThat(summary.lost()).isEqualTo(4);
        assertThat(summary.recovered()).isEqualTo(4);
        assertThat(summary.times()).containsOnlyKeys(Step.LOSE_ONE, Step.RECOVER_ONE, Step.LOSE_ALL, Step.RECOVER_ALL);
    }

    @Test
    void shouldSayWhatWasExpectedAndSeenWhenAnImageIsNotLostInTime() throws InterruptedException {
        // Given
        FakeStage stage = new FakeStage(3, sightings);
        stage.deaf.add("uid-0");
        stage.waiting = List.of("prober, registry: it does not answer; start it.");

        // When
        Failure failure = scenario(stage).play().orElseThrow();

        // Then
        assertThat(failure.step()).isEqualTo(Step.LOSE_ONE);
        assertThat(failure.why())
                .startsWith("Expected demo-a/image-0 to be ImageLost, with one Event and one alert, after the deletion"
                        + " within 0.2 s; saw 0 of 1 ImageLost, 0 with an Event, 0 with an alert;"
                        + " demo-a/image-0 has phase Ready, last probe present at ")
                .endsWith(" Waiting: prober, registry: it does not answer; start it.");
        assertThat(failure.look()).isEqualTo("The log is here.");
        assertThat(report.seen).containsExactly("present");
    }

    @Test
    void shouldWaitForTheAlertWhenThePhaseIsThere() throws InterruptedException {
        // Given
        FakeStage stage = new FakeStage(1, sightings) {
            @Override
            void alert(DemoImage image, Turn turn, String id) {
                // lost on its way
            }
        };

        // When
        Failure failure = scenario(stage).play().orElseThrow();

        // Then
        assertThat(failure.step()).isEqualTo(Step.LOSE_ONE);
        assertThat(failure.why()).contains("saw 1 of 1 ImageLost, 1 with an Event, 0 with an alert");
    }

    @Test
    void shouldFailAtOnceWhenAServiceFailsForGood() throws InterruptedException {
        // Given
        FakeStage stage = new FakeStage(1, sightings);
        stage.deaf.add("uid-0");
        stage.failed = Optional.of("watcher: the CRD has no ImageLost; upgrade it.");

        // When
        Failure failure = scenario(stage).play().orElseThrow();

        // Then
        assertThat(failure.why()).isEqualTo("A service failed: watcher: the CRD has no ImageLost; upgrade it.");
    }

    @Test
    void shouldFailTheStepWhenTheRegistryRefusesTheDeed() throws InterruptedException {
        // Given
        FakeStage stage = new FakeStage(1, sightings) {
            @Override
            public void push(DemoImage image) {
                throw new SandboxException("The registry does not answer: check that it runs.");
            }
        };

        // When
        Failure failure = scenario(stage).play().orElseThrow();

        // Then
        assertThat(failure.step()).isEqualTo(Step.RECOVER_ONE);
        assertThat(failure.why()).isEqualTo("The registry does not answer: check that it runs.");
    }

    @Test
    void shouldFailTheCountWhenATransitionWasToldTwice() throws InterruptedException {
        // Given
        FakeStage stage = new FakeStage(2, sightings) {
            @Override
            public void restoreStorage() {
                super.restoreStorage();
                alert(all.get(1), Turn.LOST, "t-again");
            }
        };

        // When
        Failure failure = scenario(stage).play().orElseThrow();

        // Then
        assertThat(failure.step()).isEqualTo(Step.COUNT);
        assertThat(failure.why())
                .contains("demo-a/image-1 has 2 alerts io.rollcall.image.lost.v1 instead of 1")
                .contains("tell of different transitions");
    }
}
