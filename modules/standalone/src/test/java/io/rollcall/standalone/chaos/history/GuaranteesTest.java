package io.rollcall.standalone.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.alert.AlertType;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.Purpose;
import io.rollcall.contract.probe.BreakerState;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.contract.transition.Cause;
import io.rollcall.contract.transition.Outcome;
import io.rollcall.contract.transition.Transition;
import io.rollcall.standalone.chaos.history.History.Bus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One image is lost and recovered. Each guarantee lets that pass, and sees whatever else could have been. */
class GuaranteesTest {

    private static final Instant ZERO = Instant.parse("2026-01-01T00:00:00Z");
    private static final ImageKey KEY = new ImageKey("virtualimages.virtualization.deckhouse.io", "a", "ubuntu");
    private static final String LOST_WORDS = "The image data is no longer available and needs to be recreated.";
    private static final String FOUND_WORDS = "The image reappeared in DVCR and was restored to Ready.";
    private static final Letter POISON = new Letter("chaos.images", 1, 7, "poison 1");

    private final List<Sight> sights = new ArrayList<>(
            List.of(ready(1, 0), sight(2, "ImageLost", "False ImageLost " + LOST_WORDS, 5), ready(3, 9)));
    private final List<Transition> transitions =
            new ArrayList<>(List.of(transition("id-5", "imageLost", 5), transition("id-9", "imageRecovered", 9)));
    private final List<Alert> alerts =
            new ArrayList<>(List.of(alert("id-5", AlertType.IMAGE_LOST), alert("id-9", AlertType.IMAGE_RECOVERED)));
    private final List<Event> events = new ArrayList<>(List.of(
            event("id-5", "Warning", "VirtualImageLost", LOST_WORDS),
            event("id-9", "Normal", "VirtualImageLostRecovered", FOUND_WORDS)));
    private final List<Evidence> evidence = new ArrayList<>(List.of(
            new Evidence("uid", "", "Ready", ZERO),
            new Evidence("uid", "ImageLost", "Ready", ZERO.plusSeconds(5)),
            new Evidence("uid", "Ready", "ImageLost", ZERO.plusSeconds(9))));
    private final List<Letter> poison = new ArrayList<>(List.of(POISON, new Letter("chaos.alerts", 0, 3, "poison 1")));
    private final List<Letter> unreadable = new ArrayList<>(List.of(poison.get(1)));
    private final List<Letter> setAside = new ArrayList<>(List.of(POISON, POISON));

    @Test
    void shouldLetPassWhatIsRight() {
        assertThat(broken()).isEmpty();
    }

    @Test
    void shouldSeeAnImageThatIsStillLost() {
        sights.remove(2);
        assertThat(broken()).contains("EveryImageHasThePhase: a/ubuntu is ImageLost, not Ready");
    }

    @Test
    void shouldSeeAnImageThatWasNeverSeen() {
        sights.clear();
        assertThat(broken()).contains("EveryImageHasThePhase: 0 images were seen, not 1");
    }

    @Test
    void shouldSeeSomethingElseThatChanged() {
        sights.set(
                1,
                new Sight(
                        "uid", "a/ubuntu", 2, "ImageLost", "False ImageLost " + LOST_WORDS, ZERO.plusSeconds(5), "{}"));
        assertThat(broken())
                .containsExactly("NothingElseOfAnyImageChanges: a/ubuntu was changed in version 2: from {size} to {}");
    }

    @Test
    void shouldSeeAConditionThatSaysSomethingElseThanThePhase() {
        sights.set(1, sight(2, "ImageLost", "True Ready", 5));
        assertThat(broken())
                .containsExactly(
                        "NothingElseOfAnyImageChanges: a/ubuntu is ImageLost in version 2, and its Ready condition says: True Ready");
    }

    @Test
    void shouldSeeAForeignPhase() {
        sights.add(sight(4, "Pending", "True Ready", 10));
        assertThat(broken())
                .anySatisfy(it -> assertThat(it).startsWith("NothingElseOfAnyImageChanges: a/ubuntu is Pending"));
    }

    @Test
    void shouldSeeAFlipThatNoProbeProves() {
        evidence.remove(1);
        assertThat(broken())
                .singleElement()
                .asString()
                .startsWith("NoPhaseFlipWithoutEvidence: ")
                .endsWith("has no evidence");
    }

    @Test
    void shouldSeeAFlipAgainstAVerdict() {
        evidence.set(1, new Evidence("uid", "Ready", "Ready", ZERO.plusSeconds(5)));
        assertThat(broken()).singleElement().asString().endsWith("has no evidence");
    }

    @Test
    void shouldSeeAFlipThatIsRecordedNowhere() {
        transitions.remove(0);
        alerts.remove(0);
        events.remove(0);
        assertThat(broken())
                .singleElement()
                .asString()
                .startsWith("NoPhaseFlipWithoutEvidence: ")
                .endsWith("is recorded as 0 changes");
    }

    @Test
    void shouldSeeARecordedChangeThatNeverWas() {
        transitions.add(transition("id-6", "imageLost", 6));
        alerts.add(alert("id-6", AlertType.IMAGE_LOST));
        events.add(event("id-6", "Warning", "VirtualImageLost", LOST_WORDS));
        assertThat(broken()).containsExactly("NoPhaseFlipWithoutEvidence: " + KEY + " imageLost was seen 0 times");
    }

    /** What a random id instead of one that comes from the evidence looks like after a redelivery. */
    @Test
    void shouldSeeOneChangeThatIsToldUnderTwoIds() {
        transitions.add(transition("another", "imageLost", 5));
        alerts.add(alert("another", AlertType.IMAGE_LOST));
        events.add(event("another", "Warning", "VirtualImageLost", LOST_WORDS));
        assertThat(broken()).singleElement().asString().endsWith("is recorded as 2 changes");
    }

    @Test
    void shouldSeeATransitionThatIsRecordedTwice() {
        transitions.add(transitions.get(0));
        assertThat(broken())
                .containsExactly("EveryTransitionHasExactlyOneAlert: " + KEY + " imageLost is recorded 2 times");
    }

    @Test
    void shouldSeeAnAlertThatIsMissingOrToldTwice() {
        alerts.set(0, alerts.get(1));
        assertThat(broken())
                .containsExactlyInAnyOrder(
                        "EveryTransitionHasExactlyOneAlert: " + KEY + " imageLost has 0 alerts",
                        "EveryTransitionHasExactlyOneAlert: " + KEY + " imageRecovered has 2 alerts");
    }

    @Test
    void shouldSeeAnAlertOfAnotherTypeOrOfNoTransition() {
        alerts.set(0, alert("id-5", AlertType.IMAGE_RECOVERED));
        alerts.add(alert("id-0", AlertType.IMAGE_LOST));
        assertThat(broken()).hasSize(2).allSatisfy(it -> assertThat(it)
                .startsWith("EveryTransitionHasExactlyOneAlert: "));
    }

    @Test
    void shouldSeeAnEventThatIsMissingOrOfNoTransition() {
        events.set(0, event("another", "Warning", "VirtualImageLost", LOST_WORDS));
        assertThat(broken())
                .containsExactlyInAnyOrder(
                        "EveryTransitionHasExactlyOneEvent: " + KEY + " imageLost has 0 Events",
                        "EveryTransitionHasExactlyOneEvent: VirtualImageLost of ubuntu tells of no transition, or of one that is told already");
    }

    @Test
    void shouldSeeAnEventThatIsToldTwiceOrInOtherWords() {
        events.add(event("id-5", "Normal", "VirtualImageLost", LOST_WORDS));
        assertThat(broken())
                .containsExactlyInAnyOrder(
                        "EveryTransitionHasExactlyOneEvent: " + KEY + " imageLost has 2 Events",
                        "EveryTransitionHasExactlyOneEvent: " + KEY + " is told as: Normal VirtualImageLost "
                                + LOST_WORDS);
    }

    @Test
    void shouldSeePoisonThatAReaderSwallowed() {
        setAside.remove(0);
        assertThat(broken())
                .containsExactly(
                        "DeadLettersHoldExactlyThePoison: the poison at chaos.images-1 offset 7 was set aside 1 times, and has 2 readers");
    }

    @Test
    void shouldSeePoisonThatIsSetAsideTwiceWhereThatMayNotBe() {
        setAside.add(POISON); // a watcher that was killed
        assertThat(broken()).isEmpty();
        Letter result = new Letter("chaos.probe-results", 0, 3, "poison 2");
        poison.add(result);
        unreadable.add(result);
        setAside.addAll(List.of(result, result));
        assertThat(broken()).singleElement().asString().endsWith("was set aside 2 times, and has 1 readers");
    }

    @Test
    void shouldSeeADeadLetterThatIsNoPoisonOrIsNotAsItWas() {
        setAside.add(new Letter("chaos.images", 1, 8, "{}"));
        setAside.set(0, new Letter("chaos.images", 1, 7, ""));
        assertThat(broken()).hasSize(3).allSatisfy(it -> assertThat(it)
                .startsWith("DeadLettersHoldExactlyThePoison: "));
    }

    @Test
    void shouldSeeARecordOfOursThatCannotBeRead() {
        unreadable.add(new Letter("chaos.transitions", 0, 1, "{"));
        assertThat(broken())
                .containsExactly("DeadLettersHoldExactlyThePoison: chaos.transitions-0 offset 1 cannot be read: {");
    }

    private List<String> broken() {
        History history =
                new History(sights, transitions, alerts, events, new Bus(evidence, poison, unreadable, setAside));
        return Guarantee.violations(Guarantee.ofAWholeRun(1), history);
    }

    private static Sight ready(long version, long second) {
        return sight(version, "Ready", "True Ready", second);
    }

    private static Sight sight(long version, String phase, String ready, long second) {
        return new Sight("uid", "a/ubuntu", version, phase, ready, ZERO.plusSeconds(second), "{size}");
    }

    private static Alert alert(String id, AlertType type) {
        return Alert.of(id, "default", type, KEY.toString(), ZERO, JsonNodeFactory.instance.objectNode());
    }

    private static Event event(String id, String type, String reason, String message) {
        return new EventBuilder()
                .withNewMetadata()
                .withName("ubuntu." + id)
                .endMetadata()
                .withNewInvolvedObject()
                .withKind("VirtualImage")
                .withName("ubuntu")
                .withUid("uid")
                .endInvolvedObject()
                .withType(type)
                .withReason(reason)
                .withMessage(message)
                .build();
    }

    private static Transition transition(String id, String change, long second) {
        Instant at = ZERO.plusSeconds(second).plusMillis(345);
        ProbeResult result = new ProbeResult(
                1,
                "default",
                KEY,
                "uid",
                "1",
                "registry.test/vi/a/ubuntu:1",
                "presence",
                Purpose.PRESENCE,
                JsonNodeFactory.instance.objectNode(),
                new Verdict.Absent("MANIFEST_UNKNOWN"),
                null,
                1,
                at,
                Trigger.SWEEP,
                "1-1",
                at,
                at,
                at,
                "policy",
                BreakerState.CLOSED);
        return new Transition(
                1,
                "default",
                id,
                KEY,
                "uid",
                change,
                Outcome.WRITTEN,
                "because",
                new Cause("chaos.probe-results", 0, second),
                result,
                null,
                "1",
                "2",
                "policy",
                at,
                null,
                null);
    }
}
