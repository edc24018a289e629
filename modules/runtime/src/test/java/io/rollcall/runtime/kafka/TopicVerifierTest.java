package io.rollcall.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.topics.TopicSpec;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class TopicVerifierTest {

    private static final TopicSpec SPEC = new TopicSpec("images", 12, Map.of("cleanup.policy", "compact,delete"));

    @Test
    void shouldBeOkWhenPartitionsAndSettingsAreAsDeclared() {
        assertThat(TopicVerifier.verify(SPEC, 12, 3, Map.of("cleanup.policy", "delete,compact", "other", "x")))
                .isEqualTo(new TopicCheck.Ok("images"));
    }

    @Test
    void shouldSayWhatAndHowWhenASettingDiffers() {
        assertThat(TopicVerifier.verify(SPEC, 12, 3, Map.of("cleanup.policy", "delete"))
                        .sentence())
                .isEqualTo("topic images has cleanup.policy delete but must have compact,delete;"
                        + " run kafka-configs.sh --alter --entity-type topics --entity-name images"
                        + " --add-config cleanup.policy=[compact,delete].");
        assertThat(TopicVerifier.verify(SPEC, 6, 3, Map.of("cleanup.policy", "compact,delete"))
                        .sentence())
                .isEqualTo("topic images has partitions 6 but must have 12;"
                        + " set kafka.partitions to 6, or choose a new kafka.topicPrefix.");
    }

    @Test
    void shouldBeOkWhenRecordsAreKeptLongerThanTheyMust() {
        TopicSpec day = new TopicSpec("requests", 12, Map.of("retention.ms", "86400000"));
        assertThat(TopicVerifier.verify(day, 12, 3, Map.of("retention.ms", "604800000")))
                .isEqualTo(new TopicCheck.Ok("requests"));
        assertThat(TopicVerifier.verify(day, 12, 3, Map.of("retention.ms", "-1")))
                .isEqualTo(new TopicCheck.Ok("requests"));
        assertThat(TopicVerifier.verify(day, 12, 3, Map.of("retention.ms", "3600000")))
                .isInstanceOf(TopicCheck.Wrong.class);
        assertThat(TopicVerifier.verify(day, 12, 3, Map.of())).isInstanceOf(TopicCheck.Wrong.class);
    }

    @Test
    void shouldServeAndSayHowMuchIsForgottenWhenATopicWasMadeBeforeReplaysAskedForMore() {
        // Given
        Map<String, String> compacted = Map.of("cleanup.policy", "compact");
        TopicSpec week = new TopicSpec("registries", 12, compacted, Map.of("min.compaction.lag.ms", "604800000"));

        // When
        TopicCheck asItWas =
                TopicVerifier.verify(week, 12, 3, Map.of("cleanup.policy", "compact", "min.compaction.lag.ms", "0"));
        TopicCheck asItIsMade = TopicVerifier.verify(
                week, 12, 3, Map.of("cleanup.policy", "compact", "min.compaction.lag.ms", "604800000"));

        // Then
        assertThat(asItWas.usable()).isTrue();
        assertThat(asItWas.sentence())
                .isEqualTo("topic registries can be used, but with min.compaction.lag.ms 0, not 604800000, a replay"
                        + " reaches back less far; run kafka-configs.sh --alter --entity-type topics"
                        + " --entity-name registries --add-config min.compaction.lag.ms=604800000.");
        assertThat(asItIsMade).isEqualTo(new TopicCheck.Ok("registries"));
    }

    @Test
    void shouldRefuseWhenNoRecordCouldEverBeAcknowledged() {
        assertThat(TopicVerifier.verify(
                        SPEC, 12, 1, Map.of("cleanup.policy", "compact,delete", "min.insync.replicas", "2")))
                .isInstanceOf(TopicCheck.Wrong.class)
                .extracting(TopicCheck::sentence)
                .asString()
                .contains("min.insync.replicas 2 but must have 1");
    }

    @Test
    void shouldTellFailuresApart() {
        assertThat(check(new TopicAuthorizationException("no"))).isInstanceOf(TopicCheck.NotAuthorised.class);
        assertThat(check(new InvalidReplicationFactorException("1 broker"))).isInstanceOf(TopicCheck.Refused.class);
        assertThat(check(new TimeoutException("late")).sentence())
                .isEqualTo(
                        "cannot reach Kafka at kafka.invalid:9092 (TimeoutException: late); check kafka.bootstrapServers,"
                                + " and kafka.config where TLS or a login is needed.");
        assertThat(check(new SaslAuthenticationException("no")).sentence()).contains("refused the credentials");
    }

    private static TopicCheck check(Exception e) {
        Brokers brokers = new Brokers("kafka.invalid:9092", Map.of(), Duration.ofMillis(100));
        return KafkaFailures.check("images", "Describe", brokers, e);
    }
}
