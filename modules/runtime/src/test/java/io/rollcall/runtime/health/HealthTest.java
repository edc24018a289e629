package io.rollcall.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class HealthTest {

    private final Health health = new Health("prober", Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @Test
    void shouldBeReadyOnlyWhenEveryConditionIsOk() {
        // Given
        health.ok("kafka");
        assertThat(health.ready()).isTrue();

        // When
        health.waiting("tasks", "no task yet; wait.");

        // Then
        assertThat(health.ready()).isFalse();
        assertThat(health.alive()).isTrue();
        health.ok("tasks");
        assertThat(health.ready()).isTrue();
    }

    @Test
    void shouldNotBeAliveWhenAConditionIsDown() {
        // When
        health.down("watch", "the watch ended; restart.");

        // Then
        assertThat(health.alive()).isFalse();
        assertThat(health.ready()).isFalse();
        health.remove("watch");
        assertThat(health.alive()).isTrue();
    }

    @Test
    void shouldStayReadyWhenAConditionIsDegraded() {
        // Given
        health.ok("kafka");

        // When
        health.degraded("registry dvcr.example", "the password is wrong; correct it.");

        // Then
        assertThat(health.ready()).isTrue();
        assertThat(health.alive()).isTrue();
        assertThat(health.condition("registry dvcr.example"))
                .contains(new Condition(
                        "registry dvcr.example",
                        Condition.State.DEGRADED,
                        "the password is wrong; correct it.",
                        Instant.EPOCH));
    }

    @Test
    void shouldKeepTheFirstSentenceWhenItFailsTwice() {
        // When
        health.fail("first.");
        health.fail("second.");

        // Then
        assertThat(health.failed()).contains("first.");
        assertThat(health.failure()).isCompletedWithValue("first.");
        assertThat(health.alive()).isFalse();
        assertThat(health.ready()).isFalse();
    }

    @Test
    void shouldKeepSinceWhenOnlyTheReasonChanges() {
        // Given
        health.waiting("kafka", "one");

        // When
        health.waiting("kafka", "two");

        // Then
        assertThat(health.condition("kafka"))
                .contains(new Condition("kafka", Condition.State.WAITING, "two", Instant.EPOCH));
    }

    @Test
    void shouldNotBeReadyBeforeItStartedNorWhenItStops() {
        // Given
        assertThat(health.ready()).isFalse();
        health.started();
        assertThat(health.ready()).isTrue();

        // When
        health.stopping();

        // Then
        assertThat(health.ready()).isFalse();
        assertThat(health.alive()).isTrue();
    }
}
