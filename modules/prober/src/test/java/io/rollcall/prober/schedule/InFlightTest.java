package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.policy.ProbePolicy;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private final InFlight inFlight = new InFlight();

    private int enter(int limit) {
        int entered = 0;
        while (entered < 100 && inFlight.tryEnter(limit)) {
            entered++;
        }
        return entered;
    }

    @Test
    void shouldLetInUpToTheLimit() {
        assertThat(enter(3)).isEqualTo(3);
        inFlight.leave();
        assertThat(enter(3)).isEqualTo(1);
        assertThat(inFlight.count()).isEqualTo(3);
    }

    @Test
    void shouldLetWhatIsOutEndWhenTheLimitShrinks() {
        assertThat(enter(5)).isEqualTo(5);
        inFlight.leave();
        inFlight.leave();
        assertThat(enter(3)).isZero();
        inFlight.leave();
        assertThat(enter(3)).isEqualTo(1);
        assertThat(enter(4)).isEqualTo(1);
    }

    @Test
    void shouldShareTheWholeByTheTasksOwned() {
        assertThat(InFlight.share(8, 12, 12)).isEqualTo(8);
        assertThat(InFlight.share(8, 6, 12)).isEqualTo(4);
        assertThat(InFlight.share(8, 4, 12)).isEqualTo(2);
        assertThat(InFlight.share(64, 1, 12)).isEqualTo(5);
    }

    @Test
    void shouldNeverShareNothingNorMoreThanTheWhole() {
        assertThat(InFlight.share(8, 1, 12)).isEqualTo(1);
        assertThat(InFlight.share(8, 0, 12)).isEqualTo(1);
        assertThat(InFlight.share(8, 13, 12)).isEqualTo(8);
    }

    /** Three replicas, however the partitions are spread over them. */
    @Test
    void shouldNotBeMoreThanTheWholeOverAllReplicasWhenNoneHasTooFewPartitions() {
        int whole = ProbePolicy.DEFAULT.inFlight();
        for (int first = 2; first <= 8; first++) {
            for (int second = 2; second <= 10 - first; second++) {
                int third = 12 - first - second;
                assertThat(InFlight.share(whole, first, 12)
                                + InFlight.share(whole, second, 12)
                                + InFlight.share(whole, third, 12))
                        .as("%s, %s and %s of 12", first, second, third)
                        .isLessThanOrEqualTo(whole);
            }
        }
    }
}
