package io.rollcall.runtime.kafka;

import static io.rollcall.runtime.kafka.TopicsAdminIT.closedPort;
import static io.rollcall.runtime.kafka.TopicsAdminIT.single;
import static io.rollcall.runtime.kafka.TopicsAdminIT.topics;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rollcall.contract.policy.Backoff;
import io.rollcall.contract.topics.TopicSpec;
import io.rollcall.contract.topics.Topics;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.health.Condition;
import io.rollcall.runtime.health.Health;
import io.rollcall.sandbox.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TopicsGateIT {

    @TempDir
    static Path directory;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(directory.resolve("broker"));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @ParameterizedTest
    @MethodSource("wrongTopics")
    void shouldFailTheServiceWithTheFixWhenOneOfOurTopicsHasAWrongSetting(
            TopicSpec spec, int partitions, Map<String, String> settings, String sentence) throws Exception {
        // Given
        RollcallConfig config = single(broker.bootstrapServers());
        try (Admin admin = Admin.create(KafkaSettings.of(config, "test", "0").admin("wrong"))) {
            admin.createTopics(List.of(new NewTopic(spec.name(), partitions, (short) 1).configs(settings)))
                    .all()
                    .get();
        }
        Health health = new Health("prober", Clock.systemUTC());

        // When
        boolean usable = new TopicsGate(topics(config), health).await(List.of(spec));

        // Then
        assertThat(usable).isFalse();
        assertThat(health.failed()).contains("topic " + spec.name() + " has " + sentence);
        assertThat(health.ready()).isFalse();
    }

    private static Stream<Arguments> wrongTopics() {
        return Topics.of("mine", 2).all().stream()
                .flatMap(spec -> Stream.of(
                        wrong(
                                spec,
                                ".p",
                                3,
                                Map.of(),
                                "partitions 3 but must have 2; set kafka.partitions to 3, or choose a new"
                                        + " kafka.topicPrefix."),
                        wrong(
                                spec,
                                ".c",
                                2,
                                "cleanup.policy",
                                opposite(spec),
                                spec.settings().get("cleanup.policy")),
                        wrong(spec, ".m", 2, "min.insync.replicas", "2", "1")));
    }

    private static Arguments wrong(
            TopicSpec spec, String suffix, int partitions, String setting, String has, String wants) {
        return wrong(
                spec,
                suffix,
                partitions,
                Map.of(setting, has),
                "%s %s but must have %s; run kafka-configs.sh --alter --entity-type topics --entity-name %s --add-config %s=%s."
                        .formatted(setting, has, wants, spec.name() + suffix, setting, wants));
    }

    private static Arguments wrong(
            TopicSpec spec, String suffix, int partitions, Map<String, String> settings, String sentence) {
        Map<String, String> has = new HashMap<>(spec.settings());
        has.putAll(settings);
        return arguments(
                new TopicSpec(spec.name() + suffix, spec.partitions(), spec.settings()), partitions, has, sentence);
    }

    private static String opposite(TopicSpec spec) {
        return spec.settings().get("cleanup.policy").equals("compact") ? "delete" : "compact";
    }

    @Test
    void shouldHoldTheServiceBackUntilTheBrokerIsThere() throws Exception {
        // Given
        Health health = new Health("prober", Clock.systemUTC());
        String closed = "127.0.0.1:" + closedPort();
        SwitchingTopics topics = new SwitchingTopics(closed, broker.bootstrapServers());
        Backoff quick = new Backoff(Duration.ofMillis(10), Duration.ofMillis(20));
        TopicsGate gate = new TopicsGate(topics::ensure, health, quick);

        // When
        CompletableFuture<Boolean> opened = CompletableFuture.supplyAsync(() -> awaited(gate));
        await().untilAsserted(() -> assertThat(health.condition("kafka"))
                .hasValueSatisfying(it -> assertThat(it.reason()).contains("cannot reach Kafka at " + closed)));
        assertThat(opened).isNotDone();
        topics.brokerIsThere();

        // Then
        assertThat(opened).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(true);
        assertThat(health.condition("kafka"))
                .hasValueSatisfying(it -> assertThat(it.state()).isEqualTo(Condition.State.OK));
    }

    @Test
    void shouldFailForGoodWhenATopicIsWrong() throws Exception {
        // Given
        Health health = new Health("prober", Clock.systemUTC());
        TopicsAdmin topics = topics(single(broker.bootstrapServers()));
        topics.ensure(List.of(new TopicSpec("gate", 2, Map.of())));

        // Then
        assertThat(new TopicsGate(topics, health).await(List.of(new TopicSpec("gate", 12, Map.of()))))
                .isFalse();
        assertThat(health.failed()).hasValueSatisfying(it -> assertThat(it).contains("has partitions 2"));
    }

    private static boolean awaited(TopicsGate gate) {
        try {
            return gate.await(List.of(new TopicSpec("held-back", 1, Map.of())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A broker that is away at first. */
    private static final class SwitchingTopics {
        private final String there;
        private volatile String servers;

        SwitchingTopics(String away, String there) {
            this.there = there;
            this.servers = away;
        }

        void brokerIsThere() {
            servers = there;
        }

        List<TopicCheck> ensure(List<TopicSpec> specs) throws InterruptedException {
            return topics(single(servers), Duration.ofSeconds(1)).ensure(specs);
        }
    }
}
