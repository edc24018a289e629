package io.rollcall.statuswriter;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.transition.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PrecedentTest {
    private static final Instant FIRST = Instant.parse("2026-11-21T10:00:00Z");

    private static Precedent written(Duration... after) {
        return new Precedent(
                new TreeSet<>(List.of(after).stream().map(FIRST::plus).toList()), Set.of(Outcome.WRITTEN));
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
        Precedent contested = new Precedent(new TreeSet<>(), Set.of(Outcome.CONTESTED));
        assertThat(contested.isContested(FIRST.plus(Duration.ofDays(80)))).isTrue();
    }
}
