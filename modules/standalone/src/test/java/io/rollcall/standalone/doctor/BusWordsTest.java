package io.rollcall.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.runtime.kafka.ClusterCheck;
import io.rollcall.runtime.kafka.TopicCheck;
import java.util.List;
import org.junit.jupiter.api.Test;

class BusWordsTest {

    @Test
    void shouldCountTheBrokers() {
        assertThat(BusChecks.broker("a:1", new ClusterCheck.Answers("id", 3)).result())
                .isEqualTo(new Result.Passed("a:1, cluster id, 3 brokers"));
        assertThat(BusChecks.broker("a:1", new ClusterCheck.Silent("cannot reach it", "look there"))
                        .result())
                .isEqualTo(new Result.Failed("cannot reach it", "look there"));
    }

    @Test
    void shouldSayOneIllOnceForAllItsTopics() {
        // When
        List<Finding> findings = BusChecks.topics(List.of(
                new TopicCheck.Ok("a"),
                new TopicCheck.Missing("b"),
                new TopicCheck.NotAuthorised("c", "grant this client Describe on it"),
                new TopicCheck.NotAuthorised("d", "grant this client Describe on it"),
                new TopicCheck.Wrong("e", "cleanup.policy", "delete", "compact", "run it"),
                new TopicCheck.Forgets("g", "retention.ms", "1", "2", "alter it"),
                new TopicCheck.Unreachable("f", "it is gone", "bring it back")));

        // Then
        assertThat(findings)
                .containsExactly(
                        Finding.passed("topics", "topics", "1 are as they must be"),
                        Finding.passed(
                                "topics",
                                "topics",
                                "1 are missing and may be created; the services do it at their start"),
                        Finding.failed(
                                "topics",
                                "topics c, d",
                                "Kafka does not allow this",
                                "grant this client Describe on it"),
                        Finding.failed(
                                "topics", "topic e", "has cleanup.policy delete but must have compact", "run it"),
                        Finding.warned(
                                "topics",
                                "topic g",
                                "can be used, but with retention.ms 1, not 2, a replay reaches back less far",
                                "alter it"),
                        Finding.failed("topics", "topic f", "it is gone", "bring it back"));
    }
}
