package io.rollcall.statuswriter;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.kind.Projection;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Trigger;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetriesTest {
    private static final ProbeResult SWEPT = Samples.absent().result();
    private static final ProbeResult RETRIED = Samples.because(Trigger.RETRY, SWEPT);

    private final ImageState state = new Projection("test").of(Samples.VI, Samples.readyImage());

    @Test
    void shouldAskInASecondWhenTheFirstEvidenceIsStale() {
        assertThat(Retries.afterStale(SWEPT, state, Samples.READY_SINCE.plusSeconds(300)))
                .isEqualTo(Retries.LATER);
    }

    /** The ask may be answered from a second after the transition on. */
    @ParameterizedTest
    @CsvSource({"0, 1", "2, 1", "5, 4", "9, 8", "61, 60", "4000, 60"})
    void shouldWaitAsLongAgainWhenARequestBroughtStaleEvidenceAgain(int seconds, int wait) {
        assertThat(Retries.afterStale(RETRIED, state, Samples.READY_SINCE.plusSeconds(seconds)))
                .isEqualTo(Duration.ofSeconds(wait));
    }

    @Test
    void shouldAskInASecondWhenTheObjectWasNotRead() {
        assertThat(Retries.afterStale(RETRIED, null, Samples.PROBED)).isEqualTo(Retries.LATER);
    }
}
