package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Trigger;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestsTest {
    private static final String REPOSITORY = Images.HOST + "/vi/team-a/a";

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
    void shouldProbeOnceWhenAskedOnRequestOnly() {
        // Given
        prober.image(Images.state("a", "1", Images.onRequest("a")));

        // When
        prober.after(Duration.ofMinutes(1));

        // Then
        assertThat(registry.asked()).hasSize(1);
    }

    @Test
    void shouldProbeNowWhenItsRepositoryIsRequested() {
        // Given
        prober.image(Images.state("a", "1", Images.onRequest("a")))
                .image(Images.state("b", "1", Images.onRequest("b")))
                .after(Duration.ofMinutes(1));
        prober.results();

        // When
        prober.request(REPOSITORY, null, Trigger.NOTIFICATION, clock.instant(), null)
                .after(Duration.ofSeconds(5));

        // Then
        assertThat(prober.results()).singleElement().satisfies(result -> {
            assertThat(result.key()).isEqualTo(Images.key("a"));
            assertThat(result.trigger()).isEqualTo(Trigger.NOTIFICATION);
        });
    }

    @Test
    void shouldWaitForNotBeforeWhenARequestHasOne() {
        // Given
        prober.image(Images.state("a", "1", Images.onRequest("a"))).after(Duration.ofMinutes(1));
        prober.results();
        var at = clock.instant().plusSeconds(10);

        // When
        prober.request(REPOSITORY, Images.reference("a"), Trigger.RETRY, clock.instant(), at)
                .after(Duration.ofSeconds(9));

        // Then
        assertThat(prober.results()).isEmpty();
        prober.after(Duration.ofSeconds(2));
        assertThat(prober.results()).singleElement().satisfies(result -> {
            assertThat(result.dueAt()).isEqualTo(at);
            assertThat(result.startedAt()).isAfterOrEqualTo(at);
        });
    }

    @Test
    void shouldProbeAgainWhenARequestArrivesInFlight() {
        // Given
        registry.holds();
        prober.image(Images.state("a", "1", Images.onRequest("a"))).afterTick();

        // When
        prober.request(REPOSITORY, null, Trigger.NOTIFICATION, clock.instant(), null)
                .after(Duration.ofSeconds(1));

        // Then
        assertThat(registry.asked()).hasSize(1);
        registry.answerAll();
        prober.afterTick();
        assertThat(registry.asked()).hasSize(2);
        registry.answerAll();
        prober.after(Duration.ofMinutes(1));
        assertThat(registry.asked()).hasSize(2);
        assertThat(prober.results())
                .extracting(ProbeResult::trigger)
                .containsExactly(Trigger.CHANGED, Trigger.NOTIFICATION);
    }

    @Test
    void shouldNotProbeWhenTheLastProbeSurelyStartedAfterTheRequest() {
        // Given
        prober.image(Images.state("a", "1", Images.onRequest("a"))).afterTick();
        var requestedAt = prober.results().get(0).startedAt().minus(Target.SKEW);

        // When
        prober.request(REPOSITORY, null, Trigger.NOTIFICATION, requestedAt, null)
                .after(Duration.ofSeconds(5));

        // Then
        assertThat(registry.asked()).hasSize(1);
    }

    @Test
    void shouldProbeWhenTheLastProbeMayHaveStartedBeforeTheRequest() {
        // Given
        prober.image(Images.state("a", "1", Images.onRequest("a"))).afterTick();
        var requestedAt = prober.results().get(0).startedAt().minus(Target.SKEW).plusMillis(1);

        // When
        prober.request(REPOSITORY, null, Trigger.NOTIFICATION, requestedAt, null)
                .after(Duration.ofSeconds(5));

        // Then
        assertThat(registry.asked()).hasSize(2);
    }

    @Test
    void shouldProbeNowWhenTheRecheckAnnotationChanges() {
        // Given
        prober.image(Images.state("a", "uid", "1", "once", Images.onRequest("a")))
                .after(Duration.ofMinutes(1));
        prober.results();

        // When
        prober.image(Images.state("a", "uid", "2", "twice", Images.onRequest("a")))
                .after(Duration.ofMinutes(1));

        // Then
        assertThat(prober.results()).singleElement().satisfies(result -> {
            assertThat(result.trigger()).isEqualTo(Trigger.MANUAL);
            assertThat(result.resourceVersion()).isEqualTo("2");
        });
    }

    @Test
    void shouldWaitNoLongerThanAWishMayWhenARequestMeansTo() {
        // Given
        prober.image(Images.state("a", "1", Images.onRequest("a"))).after(Duration.ofMinutes(1));
        prober.results();

        // When
        prober.request(
                        REPOSITORY,
                        null,
                        Trigger.MANUAL,
                        clock.instant(),
                        clock.instant().plus(Duration.ofDays(400)))
                .after(Want.LONGEST_DELAY.minusSeconds(1));

        // Then
        assertThat(prober.results()).isEmpty();
        prober.after(Duration.ofSeconds(2));
        assertThat(prober.results()).singleElement().satisfies(result -> assertThat(result.trigger())
                .isEqualTo(Trigger.MANUAL));
        prober.after(Duration.ofMinutes(10));
        assertThat(registry.asked()).hasSize(2);
    }

    @Test
    void shouldAskLostNotifiedAndRequestedOnesWhenSweepsAreOff() {
        // Given
        prober.image(Images.state("a", "1", Images.sweep("a")))
                .image(Images.state("b", "1", Images.lost("b", clock.instant())))
                .after(Duration.ofMinutes(1));
        assertThat(registry.asked()).filteredOn(Images.reference("a")::equals).hasSize(1);
        assertThat(registry.asked()).filteredOn(Images.reference("b")::equals).hasSizeGreaterThan(1);
        prober.results();

        // When
        prober.request(REPOSITORY, null, Trigger.NOTIFICATION, clock.instant(), null)
                .after(Duration.ofSeconds(3));
        prober.request(REPOSITORY, null, Trigger.MANUAL, clock.instant(), null).after(Duration.ofSeconds(3));

        // Then
        assertThat(prober.results())
                .filteredOn(it -> it.target().equals(Images.reference("a")))
                .extracting(ProbeResult::trigger)
                .containsExactly(Trigger.NOTIFICATION, Trigger.MANUAL);
    }
}
