package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who waits for room alone is sent as soon as there is some; what is promised of every probe holds for them too. */
class LineTest {
    private static final BreakerSettings BREAKER = new BreakerSettings(4, 4, 50, Duration.ofSeconds(10), 2);

    private final TestClock clock = new TestClock();
    private final AtMostOneProbeInFlightPerTarget oneInFlight = new AtMostOneProbeInFlightPerTarget();
    private final NoProbeAboveBudget budget = new NoProbeAboveBudget(100, 40);
    private final FakeRegistry registry = new FakeRegistry(clock, oneInFlight, budget).holds();
    private final ProberDriver prober = new ProberDriver(clock, "", GatesTest.policy(2, 100, 40), registry, BREAKER);

    private boolean closed;

    private void close() {
        if (!closed) {
            closed = true;
            prober.close();
        }
    }

    @AfterEach
    void guarantees() {
        close();
        oneInFlight.doAssert();
        budget.doAssert();
    }

    private void images(int count) {
        for (int i = 0; i < count; i++) {
            prober.image(Images.state("a" + i, "1", Images.onRequest("a" + i)));
        }
    }

    /** Two are out, and two wait for room. */
    private void lineUp() {
        images(20);
        prober.afterTick();
        registry.answerAll();
        prober.afterTick();
        registry.answerAll();
        prober.afterTick();
    }

    @Test
    void shouldSendTheNextWhenARegistryAnswersBetweenTwoTicks() {
        // Given
        lineUp();
        int sent = registry.asked().size();

        // When
        registry.answerAll();

        // Then
        assertThat(registry.asked()).hasSizeGreaterThan(sent);
        registry.answers();
        prober.after(Duration.ofSeconds(2));
        assertThat(registry.asked()).hasSize(20).doesNotHaveDuplicates();
        assertThat(prober.results()).hasSize(20);
    }

    @Test
    void shouldHaveNobodyWaitInItWhenTheRegistryIsSilent() {
        // Given
        images(20);
        prober.after(Duration.ofSeconds(1));

        // When
        registry.answerAll();

        // Then
        assertThat(registry.asked()).hasSize(2);
    }

    @Test
    void shouldSendNobodyWhoWaitsWhenTheBreakerOpensMeanwhile() {
        // Given
        lineUp();
        registry.says(FakeRegistry.REFUSED);

        // When: the second answer opens it; one more was sent between the two
        registry.answerAll();
        registry.answerAll();
        prober.after(Duration.ofSeconds(5));

        // Then
        assertThat(registry.held()).isZero();
        int asked = registry.asked().size();
        prober.after(Duration.ofSeconds(4));
        assertThat(registry.asked()).hasSize(asked);
        registry.says(FakeRegistry.PRESENT).answers();
        prober.after(Duration.ofMinutes(1));
        assertThat(registry.asked()).contains(Images.reference("a19"));
    }

    @Test
    void shouldSendNobodyWhoWaitsWhenTheirOwnerIsGone() {
        // Given
        lineUp();
        close();
        int sent = registry.asked().size();

        // When
        registry.answerAll();

        // Then
        assertThat(registry.asked()).hasSize(sent);
    }
}
