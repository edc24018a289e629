package io.rollcall.prober.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.alert.AlertType;
import io.rollcall.contract.probe.BreakerState;
import io.rollcall.contract.registry.MassLoss;
import io.rollcall.contract.registry.RegistryState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is told of a registry that some probers, or all, cannot ask. */
class RegistriesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final RegistriesRig rig = new RegistriesRig();

    private List<AlertType> told() {
        return rig.alerts.stream().map(Alert::type).toList();
    }

    @Test
    void shouldPageNobodyWhenTheNightlyGarbageCollectionTakesItAwayTwice() {
        // Given
        rig.answers("a").answers("b").after(MINUTE);

        // When
        for (int i = 0; i < 2; i++) {
            rig.isOpen("a").isOpen("b").after(MINUTE.multipliedBy(2));
            assertThat(rig.state().unavailableSince()).isNotNull();
            rig.answers("a").answers("b").after(MINUTE.multipliedBy(25));
        }

        // Then
        assertThat(rig.alerts).isEmpty();
        assertThat(rig.state().incident()).isEqualTo(2);
        assertThat(rig.state().unavailableSince()).isNull();
    }

    @Test
    void shouldTellOnceAndTakeItBackOnceWhenItIsOutForSixMinutes() {
        // Given
        rig.says("1_0", "a", 700, 3, 0, false)
                .says("1_1", "a", 500, 1, 0, false)
                .after(MINUTE);

        // When
        Instant since = rig.clock.instant();
        rig.says("1_0", "a", 700, 3, 400, true)
                .says("1_1", "a", 500, 1, 350, true)
                .after(MINUTE.multipliedBy(6));
        rig.says("1_0", "a", 700, 3, 20, false)
                .says("1_1", "a", 500, 1, 0, false)
                .after(MINUTE.multipliedBy(10));

        // Then
        assertThat(told()).containsExactly(AlertType.REGISTRY_UNAVAILABLE, AlertType.REGISTRY_RECOVERED);
        Alert unavailable = rig.alerts.get(0);
        assertThat(unavailable.time()).isEqualTo(since.plus(MINUTE.multipliedBy(5)));
        assertThat(unavailable.subject()).isEqualTo(Images.HOST);
        assertThat(unavailable.data().path("since").asText()).isEqualTo(since.toString());
        assertThat(List.of("bound", "absent", "waiting", "open", "instances"))
                .extracting(name -> unavailable.data().path(name).asLong())
                .containsExactly(1200L, 4L, 750L, 1L, 1L);
        assertThat(unavailable.data().path("message").asText())
                .isEqualTo("1 of 1 probers have had no answer from it since 2026-11-21T12:01:00Z; 1200 images ask about"
                        + " it, 4 of them are absent, 750 checks wait. No phase changes until it answers.");
        assertThat(rig.alerts.get(1).data().path("message").asText())
                .startsWith("it answers again, after 361 s without (2026-11-21T12:01:00Z to 2026-11-21T12:07:01Z)");
    }

    @Test
    void shouldSeeNoIncidentWhenOneOfThreeIsOpenAndOneWhenTwoAre() {
        // Given
        rig.answers("a").answers("b").isOpen("c").after(MINUTE.multipliedBy(10));
        assertThat(rig.state().unavailableSince()).isNull();
        assertThat(rig.state().breakers())
                .isEqualTo(Map.of("a", BreakerState.CLOSED, "b", BreakerState.CLOSED, "c", BreakerState.OPEN));

        // When
        rig.isOpen("b").after(MINUTE);

        // Then
        assertThat(rig.state().unavailableSince()).isEqualTo(rig.clock.instant().minus(MINUTE));
        assertThat(told()).isEmpty();
        rig.after(MINUTE.multipliedBy(5));
        assertThat(told()).containsExactly(AlertType.REGISTRY_UNAVAILABLE);
        assertThat(rig.alerts.get(0).data().path("open").asInt()).isEqualTo(2);
    }

    @Test
    void shouldNoLongerCountTheVoteOfAnInstanceThatDiedWhileItWasOpen() {
        // Given
        rig.answers("a").isOpen("b").after(MINUTE);
        assertThat(rig.state().unavailableSince()).isNotNull();

        // When
        rig.answers("a").isSilent("b").after(MINUTE.multipliedBy(10));

        // Then
        assertThat(rig.state().breakers()).containsOnlyKeys("a");
        assertThat(rig.state().unavailableSince()).isNull();
        assertThat(rig.state().bound()).as("b's targets are still somebody's").isEqualTo(20);
        assertThat(told()).isEmpty();
    }

    @Test
    void shouldCountATasksImagesOnceWhenAnotherInstanceTakesItOver() {
        // Given
        rig.says("1_0", "a", 700, 3, 0, false).after(MINUTE);

        // When
        rig.says("1_0", "b", 701, 2, 0, false).after(MINUTE);

        // Then
        assertThat(List.of(rig.state().bound(), rig.state().absent())).containsExactly(701L, 2L);
        assertThat(rig.state().breakers()).containsOnlyKeys("b");
    }

    @Test
    void shouldStayOneIncidentWhenEveryProberIsRestartedInTheMiddle() {
        // Given
        rig.answers("a").answers("b").after(MINUTE);
        Instant since = rig.clock.instant();
        rig.isOpen("a").isOpen("b").after(MINUTE.multipliedBy(3));

        // When
        rig.isSilent("a").isSilent("b").restart().knowsNothing("a").knowsNothing("b");
        rig.after(MINUTE).isOpen("a").after(MINUTE.multipliedBy(2)).restart().after(MINUTE.multipliedBy(3));

        // Then
        assertThat(told()).containsExactly(AlertType.REGISTRY_UNAVAILABLE);
        assertThat(rig.state().unavailableSince()).isEqualTo(since);
        assertThat(rig.state().incident()).isEqualTo(1);
        rig.answers("a").answers("b").after(MINUTE.multipliedBy(2));
        assertThat(told()).containsExactly(AlertType.REGISTRY_UNAVAILABLE, AlertType.REGISTRY_RECOVERED);
    }

    @Test
    void shouldTellNothingOfAnOutageThatMayBeOverWhenTheProbersWereAwayMeanwhile() {
        // Given
        rig.answers("a").after(MINUTE).isOpen("a").after(MINUTE.multipliedBy(2));

        // When
        rig.isSilent("a")
                .after(MINUTE.multipliedBy(60))
                .restart()
                .knowsNothing("a")
                .after(MINUTE.multipliedBy(5));
        assertThat(rig.state().unavailableSince()).isNotNull();
        rig.answers("a").after(MINUTE);

        // Then
        assertThat(told()).isEmpty();
        assertThat(rig.state().unavailableSince()).isNull();
    }

    @Test
    void shouldHearEverybodyBeforeItJudgesWhenItTakesOver() {
        // Given
        rig.answers("a").answers("b").isOpen("c").after(MINUTE.multipliedBy(10));

        // When
        rig.restart().isOpen("c").after(MINUTE);

        // Then
        assertThat(rig.state().incident()).isZero();
        assertThat(told()).isEmpty();
    }

    @Test
    void shouldTellOnceWhenTheBreakerOpensAndClosesAllTheTime() {
        // Given
        rig.answers("a").after(MINUTE);

        // When
        for (int i = 0; i < 40; i++) {
            rig.isOpen("a").after(Duration.ofSeconds(20)).answers("a").after(Duration.ofSeconds(10));
        }
        rig.after(MINUTE.multipliedBy(10));

        // Then
        assertThat(told()).containsExactly(AlertType.REGISTRY_UNAVAILABLE, AlertType.REGISTRY_RECOVERED);
        assertThat(rig.state().incident()).isEqualTo(1);
    }

    @Test
    void shouldPublishOnlyWhatIsNew() {
        // Given
        rig.answers("a").after(MINUTE);
        int before = rig.states.size();

        // When
        rig.after(MINUTE.multipliedBy(10));

        // Then
        assertThat(rig.states).hasSize(before);
        rig.says("a", "a", 11, 0, 0, false).says("a", "a", 12, 0, 0, false).after(MINUTE);
        assertThat(rig.states).hasSize(before + 1);
        assertThat(rig.state().bound()).isEqualTo(12);
    }

    @Test
    void shouldGiveTheSameIncidentTheSameIdsInEveryReplay() {
        // Given
        RegistriesRig again = new RegistriesRig();

        // When
        for (RegistriesRig one : List.of(rig, again)) {
            one.isOpen("a").after(MINUTE.multipliedBy(6)).answers("a").after(MINUTE.multipliedBy(2));
            one.isOpen("a").after(MINUTE.multipliedBy(6));
        }

        // Then
        assertThat(rig.alerts).extracting(Alert::id).doesNotHaveDuplicates().hasSize(3);
        assertThat(again.alerts).isEqualTo(rig.alerts);
    }

    @Test
    void shouldTellSoonerWhereTheRegistryMayNotBeAwayForLong() {
        // Given
        rig.patience.with(Images.HOST.toUpperCase(java.util.Locale.ROOT), Duration.ofSeconds(10));

        // When
        rig.isOpen("a").after(Duration.ofSeconds(11)).answers("a").after(Duration.ofSeconds(5));

        // Then
        assertThat(told()).containsExactly(AlertType.REGISTRY_UNAVAILABLE, AlertType.REGISTRY_RECOVERED);
    }

    @Test
    void shouldTellNobodyOfARegistryThatNoImageAsksAbout() {
        // When
        rig.says("a", "a", 0, 0, 0, true).after(MINUTE.multipliedBy(10));

        // Then
        assertThat(told()).isEmpty();
    }

    @Test
    void shouldForgetARegistryThatIsNoLongerConfiguredAndTakeItsAlertBack() {
        // Given
        rig.isOpen("a").saysOf("other.example", "b").after(MINUTE.multipliedBy(6));

        // When
        rig.isSilent("a").after(MINUTE);

        // Then
        assertThat(rig.tombstones).containsExactly(Images.HOST);
        assertThat(told()).containsExactly(AlertType.REGISTRY_UNAVAILABLE, AlertType.REGISTRY_RECOVERED);
        assertThat(rig.alerts.get(1).data().path("message").asText()).startsWith("no image asks about it any more");
    }

    @Test
    void shouldForgetNothingWhenNobodySpeaksAtAll() {
        // Given
        rig.isOpen("a").after(MINUTE.multipliedBy(2));

        // When
        rig.isSilent("a").after(MINUTE.multipliedBy(2));

        // Then
        assertThat(rig.tombstones).isEmpty();
        assertThat(rig.state().unavailableSince()).isNotNull();
    }

    @Test
    void shouldSaySinceWhenMostOfItsImagesAreAbsentAndKeepToIt() {
        // Given
        rig.says("a", "a", 20, 10, 0, false).after(MINUTE);
        assertThat(rig.state().massLossSince()).isNull();

        // When
        rig.says("a", "a", 20, 11, 0, false).after(MINUTE);
        RegistryState begun = rig.state();
        rig.restart().says("a", "a", 20, 8, 0, false).after(MINUTE);

        // Then
        assertThat(begun.massLossSince()).isNotNull();
        assertThat(rig.state().massLossSince()).isEqualTo(begun.massLossSince());
        rig.says("a", "a", 20, 5, 0, false).after(MINUTE);
        assertThat(rig.state().massLossSince()).isNull();
    }

    @Test
    void shouldTellOfAMassLossOnceForAllProbersAndForEachOnsetAnew() {
        // Given
        rig.says("1_0", "a", 10, 4, 0, false).says("1_1", "b", 8, 5, 0, false).after(MINUTE);
        assertThat(told()).as("9 of 18").isEmpty();

        // When
        rig.says("1_1", "b", 8, 6, 0, false).after(MINUTE);
        rig.restart().says("1_0", "a", 10, 4, 0, false).says("1_1", "b", 8, 8, 0, false);
        rig.after(MINUTE.multipliedBy(10));

        // Then
        assertThat(told()).containsExactly(AlertType.REGISTRY_MASSLOSS);
        Alert alert = rig.alerts.get(0);
        assertThat(alert.id()).isEqualTo(rig.state().massLoss().orElseThrow());
        assertThat(alert.subject()).isEqualTo(Images.HOST);
        assertThat(alert.data().path("sample"))
                .extracting(JsonNode::asText)
                .hasSize(9)
                .contains("1_0/image-0", "1_1/image-4");
        assertThat(alert.data().path("message").asText())
                .isEqualTo(
                        "10 of 18 images that ask about it are absent since 2026-11-21T12:01:01Z; phases flip all the"
                                + " same. Look whether it has its own storage: an empty volume answers like a registry without"
                                + " images.");
        rig.says("1_0", "a", 10, 0, 0, false).says("1_1", "b", 8, 0, 0, false).after(MINUTE);
        rig.says("1_0", "a", 10, 9, 0, false).says("1_1", "b", 8, 8, 0, false).after(MINUTE);
        assertThat(told()).containsExactly(AlertType.REGISTRY_MASSLOSS, AlertType.REGISTRY_MASSLOSS);
        assertThat(rig.alerts.get(1).id()).isNotEqualTo(alert.id());
    }

    @Test
    void shouldTellOfNoMassLossWhenNineAreLostOrTheShareIsConfiguredHigher() {
        // When
        rig.says("a", "a", 9, 9, 0, false).after(MINUTE);
        rig.patience.with(new MassLoss(0.9, 5));
        rig.says("a", "a", 20, 18, 0, false).after(MINUTE);

        // Then
        assertThat(told()).isEmpty();
        rig.says("a", "a", 20, 19, 0, false).after(MINUTE);
        assertThat(told()).containsExactly(AlertType.REGISTRY_MASSLOSS);
    }

    @Test
    void shouldPutAsideWhatIsNoReport() {
        // When
        rig.raw("nonsense".getBytes(UTF_8)).answers("a").after(MINUTE);

        // Then
        assertThat(rig.deadLetters).hasSize(1);
        assertThat(rig.state().bound()).isEqualTo(10);
    }
}
