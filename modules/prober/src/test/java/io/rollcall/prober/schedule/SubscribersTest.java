package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rollcall.contract.image.Ask;
import io.rollcall.contract.image.Cadence;
import io.rollcall.contract.image.Lane;
import io.rollcall.contract.image.Purpose;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Trigger;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscribersTest {
    private final TestClock clock = new TestClock();
    private final AtMostOneProbeInFlightPerTarget oneInFlight = new AtMostOneProbeInFlightPerTarget();
    private final FakeRegistry registry = new FakeRegistry(clock, oneInFlight);
    private final ProberDriver prober = new ProberDriver(clock, "", ProbePolicy.DEFAULT, registry);

    @AfterEach
    void guarantee() {
        prober.close();
        oneInFlight.doAssert();
    }

    @Test
    void shouldSendOneProbeAndTwoResultsWhenTwoImagesShareATarget() {
        // Given
        Ask presence = Images.onRequest("a");
        Ask digest = new Ask(
                "tag",
                presence.target(),
                Purpose.DIGEST,
                presence.cadence(),
                null,
                null,
                null,
                null,
                null,
                JsonNodeFactory.instance.objectNode().put("mine", 1));

        // When
        prober.image(Images.state("a", "1", presence))
                .image(Images.state("b", "2", digest))
                .afterTick();

        // Then
        assertThat(registry.asked()).hasSize(1);
        assertThat(prober.results())
                .extracting(ProbeResult::key, ProbeResult::resourceVersion, ProbeResult::purpose, it -> it.context()
                        .toString())
                .containsExactlyInAnyOrder(
                        tuple(Images.key("a"), "1", Purpose.PRESENCE, "{\"phase\":\"Ready\"}"),
                        tuple(Images.key("b"), "2", Purpose.DIGEST, "{\"mine\":1}"));
    }

    @Test
    void shouldProbeTwiceWhenCredentialsDiffer() {
        // Given
        Ask ask = Images.onRequest("a");
        Ask other =
                new Ask("other", ask.target(), ask.purpose(), ask.cadence(), null, null, "theirs", null, null, null);

        // When
        prober.image(Images.state("a", "1", ask, other)).afterTick();

        // Then
        assertThat(registry.asked()).hasSize(1);
        assertThat(prober.results())
                .extracting(ProbeResult::askId, it -> it.verdict().is())
                .containsExactlyInAnyOrder(tuple("presence", "present"), tuple("other", "inconclusive"));
    }

    @Test
    void shouldKeepQuietWhenOnlyTheResourceVersionChanges() {
        // Given
        prober.image(Images.state("a", "1", Images.onRequest("a"))).after(Duration.ofMinutes(1));
        prober.results();

        // When
        prober.image(Images.state("a", "2", Images.onRequest("a"))).after(Duration.ofMinutes(1));

        // Then
        assertThat(registry.asked()).hasSize(1);
        prober.request(Images.HOST + "/vi/team-a/a", null, Trigger.RETRY, clock.instant(), null)
                .afterTick();
        assertThat(prober.results()).extracting(ProbeResult::resourceVersion).containsExactly("2");
    }

    @Test
    void shouldSayNothingToAnAskThatIsNewerThanTheProbe() {
        // Given
        registry.holds();
        prober.image(Images.state("a", "1", Images.onRequest("a"))).afterTick();

        // When
        prober.image(Images.state("b", "1", Images.onRequest("a"))).afterTick();
        registry.answerAll();
        prober.afterTick();

        // Then
        assertThat(prober.results()).extracting(ProbeResult::key).containsExactly(Images.key("a"));
        registry.answerAll();
        prober.afterTick();
        assertThat(prober.results())
                .extracting(ProbeResult::key)
                .containsExactlyInAnyOrder(Images.key("a"), Images.key("b"));
    }

    @Test
    void shouldForgetTheTargetWhenItsOnlyImageIsDeleted() {
        // Given
        registry.holds();
        prober.image(Images.state("a", "1", Images.onRequest("a"))).afterTick();

        // When
        prober.deleted(Images.key("a")).afterTick();
        registry.answerAll();
        prober.after(Duration.ofMinutes(1));

        // Then
        assertThat(prober.results()).isEmpty();
        assertThat(prober.target(TargetKey.of(Images.onRequest("a")).text())).isNull();
        assertThat(registry.asked()).hasSize(1);
    }

    @Test
    void shouldLeaveTheOldTargetWhenAnAskNamesAnother() {
        // Given
        prober.image(Images.state("a", "1", Images.onRequest("a"))).afterTick();
        prober.results();

        // When
        prober.image(Images.state("a", "2", Images.onRequest("b"))).afterTick();

        // Then
        assertThat(prober.results()).extracting(ProbeResult::target).containsExactly(Images.reference("b"));
        assertThat(prober.target(TargetKey.of(Images.onRequest("a")).text())).isNull();
    }

    @Test
    void shouldKeepAndNotScheduleWhenPurposeOrCadenceIsUnknown() {
        // Given
        Ask purpose = new Ask(
                "p",
                Images.reference("a"),
                new Purpose("SIGNATURES"),
                new Cadence.Sweep(),
                null,
                null,
                null,
                null,
                null,
                null);
        Ask cadence = Images.ask(Images.reference("a"), new Cadence.Unrecognised("lunar", Map.of()), Lane.SWEEP);

        // When
        prober.image(Images.state("a", "1", purpose, cadence)).after(Duration.ofMinutes(1));

        // Then
        assertThat(registry.asked()).isEmpty();
        assertThat(prober.target(TargetKey.of(cadence).text()).subscribers())
                .extracting(it -> it.ask().purpose(), it -> it.ask().cadence().type())
                .containsExactlyInAnyOrder(tuple(new Purpose("SIGNATURES"), "sweep"), tuple(Purpose.PRESENCE, "lunar"));
    }
}
