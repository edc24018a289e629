package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.image.Ask;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was stored under other circumstances: another configuration, another clock. */
class StoredTargetsTest {
    private final TestClock clock = new TestClock();
    private final FakeRegistry registry = new FakeRegistry(clock);
    private final ProberDriver prober = new ProberDriver(clock, "", ProbePolicy.DEFAULT, registry);

    @AfterEach
    void close() {
        prober.close();
    }

    @Test
    void shouldBeProbedAtOnceWhenItWasNotAllowedAndIsNow() {
        // Given
        Ask ask = Images.onRequest("a");
        prober.image(Images.state("a", "1", ask)).afterTick();
        prober.results();
        Target probed = prober.target(TargetKey.of(ask).text());
        LastProbe refused = LastProbe.after(
                null,
                new Verdict.Inconclusive(Reason.NOT_ALLOWED),
                Trigger.CHANGED,
                probed.last().startedAt(),
                probed.last().probedAt());

        // When
        prober.stored(TargetKey.of(ask).text(), new Target(probed.subscribers(), List.of(), refused))
                .image(Images.state("a", "2", ask))
                .afterTick();

        // Then
        assertThat(prober.results()).extracting(ProbeResult::verdict).containsExactly(FakeRegistry.PRESENT);
    }
}
