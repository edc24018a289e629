package io.rollcall.contract.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.contract.image.Cadence.Progressive;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Example;

class CadenceTest {
    private static final Duration MIN = Duration.ofSeconds(15);
    private static final Duration MAX = Duration.ofMinutes(5);
    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");

    @Example
    void shouldWaitAsUpstreamDoesWhenAnImageIsLost() {
        assertThat(after(0)).isEqualTo(MIN);
        assertThat(after(5)).isEqualTo(MIN);
        assertThat(after(30)).isEqualTo(Duration.ofSeconds(30));
        assertThat(after(120)).isEqualTo(Duration.ofMinutes(2));
        assertThat(after(600)).isEqualTo(MAX);
        assertThat(new Progressive(null, MIN, MAX).interval(SINCE)).isEqualTo(MIN);
    }

    @Example
    void shouldRefuseBoundsThatAreNone() {
        assertThatThrownBy(() -> new Progressive(SINCE, /* min= */ MAX, /* max= */ MIN))
                .hasMessageContaining("min ≤ max");
        assertThatThrownBy(() -> new Progressive(SINCE, Duration.ZERO, MIN)).hasMessageContaining("0 < min");
    }

    private static Duration after(long seconds) {
        return new Progressive(SINCE, MIN, MAX).interval(SINCE.plusSeconds(seconds));
    }
}
