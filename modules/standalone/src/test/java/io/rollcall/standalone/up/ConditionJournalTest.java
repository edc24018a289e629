package io.rollcall.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.runtime.health.Condition.State;
import io.rollcall.runtime.health.Health;
import io.rollcall.standalone.up.ConditionJournal.Note;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionJournalTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final Health health = new Health("watcher", Clock.fixed(NOW, ZoneOffset.UTC));
    private final ConditionJournal journal = new ConditionJournal(Duration.ofSeconds(2));

    @Test
    void shouldTellAtOnceAndOnceWhatHolds() {
        // Given
        health.ok("kafka");

        // Then
        assertThat(look(0)).singleElement().satisfies(note -> {
            assertThat(note.service()).isEqualTo("watcher");
            assertThat(note.condition().state()).isEqualTo(State.OK);
        });
        assertThat(look(1)).isEmpty();
    }

    @Test
    void shouldTellOfAWaitOnlyWhenItLasts() {
        // Given
        health.waiting("kafka", "cannot reach it; check it.");

        // Then
        assertThat(look(0)).isEmpty();
        assertThat(look(1)).isEmpty();
        assertThat(look(2)).hasSize(1);
        assertThat(look(9)).isEmpty();
    }

    @Test
    void shouldNotTellOfAWaitThatPassed() {
        // Given
        health.waiting("kafka", "cannot reach it; check it.");
        look(0);

        // When
        health.ok("kafka");

        // Then
        assertThat(look(1)).extracting(note -> note.condition().state()).containsExactly(State.OK);
    }

    @Test
    void shouldGiveMoreTimeToWhatAsksForNothingElse() {
        // Given
        health.waiting("log", "joining the group; wait.");

        // Then
        assertThat(look(0)).isEmpty();
        assertThat(look(9)).isEmpty();
        assertThat(look(10)).hasSize(1);
    }

    @Test
    void shouldTellAgainWhenAnotherReasonLasts() {
        // Given
        health.waiting("kafka", "first; do this.");
        look(0);
        look(2);

        // When
        health.waiting("kafka", "second; do that.");

        // Then
        assertThat(look(3)).isEmpty();
        assertThat(look(5)).extracting(note -> note.condition().reason()).containsExactly("second; do that.");
    }

    @Test
    void shouldTellAtOnceWhatIsDown() {
        // Given
        health.down("watch", "the watch is closed; restart.");

        // Then
        assertThat(look(0)).hasSize(1);
    }

    @Test
    void shouldKeepTheServicesOwnLifeToItself() {
        // Given
        health.ok("service");

        // Then
        assertThat(look(0)).isEmpty();
    }

    private List<Note> look(long second) {
        return journal.look(List.of(health), NOW.plusSeconds(second));
    }
}
