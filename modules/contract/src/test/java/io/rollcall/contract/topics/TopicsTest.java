package io.rollcall.contract.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

class TopicsTest {
    @Example
    void shouldPinEveryTopic() {
        String day = "86400000";
        assertThat(Topics.of("rollcall", 12).all())
                .extracting(it -> new TopicSpec(it.name(), it.partitions(), it.settings()))
                .containsExactly(
                        spec(
                                "images",
                                Map.of(
                                        "cleanup.policy", "compact",
                                        "min.compaction.lag.ms", "604800000",
                                        "delete.retention.ms", "604800000")),
                        spec("probe-requests", Map.of("cleanup.policy", "delete", "retention.ms", day)),
                        spec(
                                "probe-results",
                                Map.of(
                                        "cleanup.policy", "delete",
                                        "retention.ms", "604800000",
                                        "compression.type", "zstd")),
                        spec("registries", Map.of("cleanup.policy", "compact")),
                        spec("transitions", Map.of("cleanup.policy", "delete", "retention.ms", "7776000000")),
                        spec("alerts", Map.of("cleanup.policy", "delete", "retention.ms", "7776000000")),
                        spec("dead-letters", Map.of("cleanup.policy", "delete", "retention.ms", "2592000000")));
    }

    @Example
    void shouldKeepAsMuchHistoryOfEveryTopicAsOfTheResults() {
        assertThat(Topics.of("rollcall", 12).all())
                .filteredOn(spec -> !spec.history().isEmpty())
                .extracting(TopicSpec::name, TopicSpec::history)
                .containsExactly(
                        tuple("rollcall.probe-requests", Map.of("retention.ms", "604800000")),
                        tuple("rollcall.registries", Map.of("min.compaction.lag.ms", "604800000")));
    }

    @Property
    void shouldPartitionAsKafkasOwnProducerDoes(@ForAll String key) {
        assertThat(Partitioning.of(key, 12)).isEqualTo(BuiltInPartitioner.partitionForKey(key.getBytes(UTF_8), 12));
    }

    @Example
    void shouldBringTargetsOfARepositoryTogether() {
        assertThat(Partitioning.repositoryKey("h.x/a/b:1"))
                .isEqualTo(Partitioning.repositoryKey("h.x/a/b@sha256:" + "0".repeat(64)))
                .isEqualTo("h.x/a/b");
        assertThat(Partitioning.repositoryKey("no reference")).isEqualTo("no reference");
    }

    @Example
    void shouldRefuseWhatKafkaWould() {
        assertThatThrownBy(() -> Topics.of("a/b", 12)).hasMessageContaining("prefix");
        assertThatThrownBy(() -> Topics.of("a", 0)).hasMessageContaining("partitions");
    }

    private static TopicSpec spec(String name, Map<String, String> settings) {
        return new TopicSpec("rollcall." + name, 12, settings);
    }
}
