package io.rollcall.statuswriter;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.transition.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PrecedentTest {
    private static final Instant FIRST = Instant.parse("2026-11-21T10:00:00Z");

    private static Precedent written(Duration... after) {
        return new Precedent(
                Stream.of(after).map(FIRST::plus).collect(Collectors.toMap(Instant::toString, at -> at)),
                Set.of(Outcome.WRITTEN));
    }

    @Test
    void shouldNotBeContestedWhenItWasReversedOnce() {
        assertThat(written(Duration.ZERO).isContested(FIRST.plusSeconds(1))).isFalse();
    }

    @Test
    void shouldBeContestedWhenItWasReversedTwiceWithinTheWindow() {
        Precedent twice = written(Duration.ZERO, Duration.ofHours(1));
        Instant last = FIRST.plus(Duration.ofHours(1));
        assertThat(twice.isContested(last.plus(Precedent.WINDOW))).isTrue();
        assertThat(twice.isContested(last.plus(Precedent.WINDOW).plusMillis(1))).isFalse();
    }

    @Test
    void shouldStayContestedAsLongAsTheVerdictLasts() {
        Precedent contested = new Precedent(Map.of(), Set.of(Outcome.CONTESTED));
        assertThat(contested.isContested(FIRST.plus(Duration.ofDays(80)))).isTrue();
    }
}
