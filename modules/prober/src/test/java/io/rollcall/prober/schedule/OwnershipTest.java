package io.rollcall.prober.schedule;

import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.image.Depth;
import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.image.Lane;
import io.rollcall.contract.image.ReferenceParser;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.prober.registry.Answer;
import io.rollcall.prober.registry.RegistryClient;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What an owner of a task has in flight, and what becomes of it when it goes. */
class OwnershipTest {
    private static final TargetKey KEY = TargetKey.of(Images.sweep("a"));
    private static final Due DUE = new Due(Lane.SWEEP, TestClock.START, Trigger.SWEEP);

    private final TestClock clock = new TestClock();
    private final FakeRegistry registry = new FakeRegistry(clock).holds();
    private final RegistryGate gate = gate(registry);
    private final Probes probes = new Probes("mine", clock);

    private RegistryGate gate(RegistryClient client) {
        return new RegistryGate(Images.HOST, ProbePolicy.DEFAULT, client, BreakerSettings.DEFAULT, clock);
    }

    private void send(Probes owner, RegistryGate to) {
        owner.send(KEY, DUE, to, to.tryEnter(clock.instant(), 8).orElseThrow());
    }

    @Test
    void shouldTakeInAnAnswerOnceWhenItWasSentHere() {
        // Given
        send(probes, gate);

        // When
        registry.answerAll();

        // Then
        assertThat(probes.next()).hasValueSatisfying(it -> {
            assertThat(it.attempt().id()).isEqualTo("mine-1");
            assertThat(it.target()).isEqualTo(KEY.text());
        });
        assertThat(probes.next()).isEmpty();
        assertThat(probes.isInFlight(KEY.text())).isFalse();
    }

    @Test
    void shouldDropTheAnswerAndGiveTheLeaveBackWhenTheOwnerIsGone() {
        // Given
        send(probes, gate);
        probes.close();

        // When
        registry.answerAll();

        // Then
        assertThat(probes.next()).isEmpty();
        assertThat(gate.inFlight()).isZero();
    }

    @Test
    void shouldGiveTheLeaveBackWhenTheClientBreaksItsPromise() {
        // Given
        Supplier<CompletableFuture<Answer>> fails = () -> failedFuture(new IllegalStateException("broken"));
        Supplier<CompletableFuture<Answer>> throwing = () -> {
            throw new IllegalStateException("broken");
        };
        RegistryGate broken = gate(new BrokenClient(fails));
        RegistryGate worse = gate(new BrokenClient(throwing));

        // When
        send(probes, broken);
        send(new Probes("other", clock), worse);

        // Then
        assertThat(broken.inFlight()).isZero();
        assertThat(worse.inFlight()).isZero();
        assertThat(probes.next())
                .hasValueSatisfying(it ->
                        assertThat(it.answer().verdict()).isEqualTo(new Verdict.Inconclusive(Reason.UNREACHABLE)));
    }

    @Test
    void shouldReadBackTheKeyItWrote() {
        assertThat(TargetKey.parse(KEY.text())).isEqualTo(KEY);
        assertThat(KEY.image()).isEqualTo(TargetKey.parse(KEY.text()).image());
        assertThat(TargetKey.of(Images.ask("no reference", Images.SWEEP, null)).image())
                .isEmpty();
        assertThat(ReferenceParser.parse(KEY.image().orElseThrow().canonical()))
                .isEqualTo(new ReferenceParser.Parsed.Valid(KEY.image().orElseThrow()));
    }

    private record BrokenClient(Supplier<CompletableFuture<Answer>> answer) implements RegistryClient {
        @Override
        public CompletableFuture<Answer> probe(ImageReference reference, Depth depth) {
            return answer.get();
        }

        @Override
        public void close() {}
    }
}
