package io.rollcall.prober;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.prober.Recovery.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    private final Recovery recovery =
            new Recovery("broker:9092", Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC));

    @Test
    void shouldGoOnWhenSomebodyMayHealIt() {
        assertAgain(new StreamsException(new TimeoutException("no leader")), "broker:9092");
        assertAgain(new MissingSourceTopicException("gone"), "rollcall topics create");
        assertAgain(new StreamsException(new TopicAuthorizationException("t")), "grant");
        assertAgain(new StreamsException(new SaslAuthenticationException("no")), "kafka.config");
    }

    @Test
    void shouldNeverGiveUpWhenKafkaIsAway() {
        for (int i = 0; i < 50; i++) {
            assertAgain(new StreamsException(new TimeoutException("no leader")), "check the brokers");
        }
    }

    @Test
    void shouldEndWhenItWouldOnlyHappenAgain() {
        assertThat(recovery.decide(new StreamsException(new UnsupportedVersionException("old"))))
                .isInstanceOfSatisfying(
                        Verdict.Fatal.class, it -> assertThat(it.sentence()).contains("Kafka 2.5"));
        assertThat(recovery.decide(new OutOfMemoryError("heap"))).isInstanceOf(Verdict.Fatal.class);
    }

    @Test
    void shouldEndWhenItDiesOfTheUnknownOverAndOver() {
        for (int i = 1; i < Recovery.MOST; i++) {
            assertAgain(new IllegalStateException("bug"), "IllegalStateException: bug");
        }
        assertThat(recovery.decide(new IllegalStateException("bug"))).isInstanceOf(Verdict.Fatal.class);
    }

    private void assertAgain(Throwable death, String says) {
        assertThat(recovery.decide(death)).isInstanceOfSatisfying(Verdict.Again.class, it -> {
            assertThat(it.sentence()).contains(says).endsWith(".");
            assertThat(it.backoff()).isPositive();
        });
    }
}
