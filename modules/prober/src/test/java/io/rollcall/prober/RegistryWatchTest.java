package io.rollcall.prober;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.contract.image.Depth;
import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.probe.HttpEvidence;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.prober.registry.Answer;
import io.rollcall.prober.registry.RegistryClient;
import io.rollcall.runtime.health.Condition;
import io.rollcall.runtime.health.Condition.State;
import io.rollcall.runtime.health.Health;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RegistryWatchTest {
    private static final String HOST = "dvcr.example";
    private static final String BROKEN = "The ca is garbage; write it anew.";
    private static final Verdict PRESENT = new Verdict.Present("sha256:0f");
    private static final Verdict DENIED = new Verdict.Inconclusive(Reason.DENIED);

    private final Health health = new Health("prober", Clock.systemUTC());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Client client = new Client();
    private final RegistryWatch watch = new RegistryWatch(health, meters);
    private final RegistryClient watched = watch.watched(HOST, client);

    /** Says what it is told to. */
    private static final class Client implements RegistryClient {
        private Verdict verdict = PRESENT;
        private List<String> troubles = List.of();

        @Override
        public CompletableFuture<Answer> probe(ImageReference reference, Depth depth) {
            return CompletableFuture.completedFuture(
                    new Answer(verdict, HttpEvidence.none(null), Instant.EPOCH, Instant.EPOCH));
        }

        @Override
        public List<String> troubles() {
            return troubles;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    @Test
    void shouldSayNothingOfARegistryThatNobodyAsked() {
        assertThat(look()).isEmpty();
        assertThat(gauge()).isZero();
    }

    @Test
    void shouldDegradeWhenNothingIsLearntAndBeOkAtTheFirstAnswer() {
        // When
        answer(DENIED);
        Optional<Condition> denied = look();
        double raised = gauge();
        answer(PRESENT);

        // Then
        assertThat(denied).hasValueSatisfying(it -> assertThat(it.state()).isEqualTo(State.DEGRADED));
        assertThat(raised).isEqualTo(1);
        assertThat(look()).hasValueSatisfying(it -> assertThat(it.state()).isEqualTo(State.OK));
        assertThat(gauge()).isZero();
    }

    @Test
    void shouldNameTheFileAndNotBlameTheRegistryWhenTheFileIsMended() {
        // Given
        client.troubles = List.of(BROKEN);
        answer(DENIED);

        // When
        Optional<Condition> broken = look();
        client.troubles = List.of();

        // Then
        assertThat(broken).hasValueSatisfying(it -> assertThat(it.reason())
                .isEqualTo(BROKEN
                        + " None of its images can be checked until then. The file is read again when it changes."));
        assertThat(look()).isEmpty();
    }

    @Test
    void shouldSayThatItGoesOnWhenAFileGoesBadUnderIt() {
        // Given
        answer(PRESENT);

        // When
        client.troubles = List.of(BROKEN);

        // Then
        assertThat(look()).hasValueSatisfying(it -> {
            assertThat(it.state()).isEqualTo(State.DEGRADED);
            assertThat(it.reason()).contains("What was read before is used until then.");
        });
        assertThat(health.ready()).isTrue();
    }

    private void answer(Verdict verdict) {
        client.verdict = verdict;
        assertThat(watched.probe(new ImageReference(HOST, "vi/a", "v1", null), Depth.MANIFEST))
                .isCompleted();
    }

    private Optional<Condition> look() {
        watch.look();
        return health.condition("registry " + HOST);
    }

    private double gauge() {
        return meters.get("rollcall.registry.degraded")
                .tag("registry", HOST)
                .gauge()
                .value();
    }
}
