package io.rollcall.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.topics.TopicSpec;
import io.rollcall.contract.topics.Topics;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.sandbox.EmbeddedBroker;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsAdminIT {

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

    @Test
    void shouldCreateWhatIsMissingAndAcceptItAfterwards() throws Exception {
        // Given
        List<TopicSpec> specs = Topics.of("fresh", 12).all();
        TopicsAdmin topics = topics(single(broker.bootstrapServers()));

        // Then
        assertThat(topics.describe(specs)).hasSize(7).allMatch(TopicCheck.Missing.class::isInstance);
        assertThat(topics.ensure(specs)).hasSize(7).allMatch(TopicCheck.Created.class::isInstance);
        assertThat(topics.ensure(specs)).hasSize(7).allMatch(TopicCheck.Ok.class::isInstance);
        assertThat(topics.describe(specs)).hasSize(7).allMatch(TopicCheck.Ok.class::isInstance);
    }

    @Test
    void shouldCreateNothingWhenItIsOnlyRehearsed() throws Exception {
        // Given
        List<TopicSpec> specs = Topics.of("rehearsed", 2).all();
        TopicsAdmin fitting = topics(single(broker.bootstrapServers()));
        TopicsAdmin demanding = topics(RollcallConfig.of(Map.of("kafka.bootstrapServers", broker.bootstrapServers())));

        // Then
        assertThat(fitting.rehearse(specs)).hasSize(7).allMatch(TopicCheck.Missing.class::isInstance);
        assertThat(demanding.rehearse(specs)).hasSize(7).allMatch(TopicCheck.Refused.class::isInstance);
        assertThat(fitting.describe(specs)).hasSize(7).allMatch(TopicCheck.Missing.class::isInstance);
    }

    @Test
    void shouldSayWhoTheBrokersAreOrWhatToDo() throws Exception {
        assertThat(topics(single(broker.bootstrapServers())).cluster())
                .isInstanceOfSatisfying(ClusterCheck.Answers.class, answers -> {
                    assertThat(answers.clusterId()).isNotEmpty();
                    assertThat(answers.brokers()).isEqualTo(1);
                });
        assertThat(new TopicsAdmin(
                                KafkaSettings.of(single("127.0.0.1:1"), "test", "0")
                                        .admin("topics"),
                                single("127.0.0.1:1").kafka(),
                                Duration.ofSeconds(1))
                        .cluster())
                .isInstanceOfSatisfying(ClusterCheck.Silent.class, silent -> {
                    assertThat(silent.reason()).contains("cannot reach Kafka at 127.0.0.1:1");
                    assertThat(silent.fix()).contains("check kafka.bootstrapServers");
                });
    }

    @Test
    void shouldTakeEveryFirstRecordWhenTheTopicWasJustCreated() throws Exception {
        // Given
        RollcallConfig config = single(broker.bootstrapServers());
        TopicSpec spec = new TopicSpec("at-once", 50, Map.of());
        assertThat(topics(config).ensure(List.of(spec))).allMatch(TopicCheck::usable);

        // When
        Map<String, Object> settings = KafkaSettings.of(config, "test", "0").producer("first");
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings)) {
            var sent = IntStream.range(0, spec.partitions())
                    .mapToObj(p -> producer.send(new ProducerRecord<>("at-once", p, new byte[0], new byte[0])))
                    .toList();

            // Then
            assertThat(sent).allSatisfy(future -> assertThat(future).succeedsWithin(Duration.ofSeconds(10)));
        }
    }

    @Test
    void shouldSayWhatIsWrongWhenATopicExistsOtherwise() throws Exception {
        // Given
        TopicsAdmin topics = topics(single(broker.bootstrapServers()));
        topics.ensure(List.of(new TopicSpec("wrong", 3, Map.of("cleanup.policy", "delete"))));

        // Then
        assertThat(topics.ensure(List.of(new TopicSpec("wrong", 3, Map.of("cleanup.policy", "compact")))))
                .singleElement()
                .extracting(TopicCheck::sentence)
                .asString()
                .startsWith("topic wrong has cleanup.policy delete but must have compact; run kafka-configs.sh");
        assertThat(topics.ensure(List.of(new TopicSpec("wrong", 4, Map.of()))))
                .singleElement()
                .extracting(TopicCheck::sentence)
                .asString()
                .contains("has partitions 3 but must have 4");
    }

    @Test
    void shouldSayHowManyBrokersThereAreWhenTheReplicasDoNotFit() throws Exception {
        // Given
        RollcallConfig triple = RollcallConfig.of(Map.of("kafka.bootstrapServers", broker.bootstrapServers()));

        // Then
        assertThat(topics(triple).ensure(List.of(new TopicSpec("too-many", 1, Map.of()))))
                .singleElement()
                .extracting(TopicCheck::sentence)
                .asString()
                .contains("set kafka.replicationFactor and kafka.minInSyncReplicas");
    }

    @Test
    void shouldNameTheFixWhenTheBrokerCannotBeReachedOrNamed() throws Exception {
        List<TopicSpec> specs = List.of(new TopicSpec("any", 1, Map.of()));
        String closed = "127.0.0.1:" + closedPort();

        assertThat(topics(single(closed), Duration.ofSeconds(1)).ensure(specs))
                .singleElement()
                .extracting(TopicCheck::sentence)
                .asString()
                .contains("cannot reach Kafka at " + closed, "check kafka.bootstrapServers");
        assertThat(topics(single("no-such-host.invalid:9092"), Duration.ofSeconds(1))
                        .ensure(specs))
                .singleElement()
                .isInstanceOf(TopicCheck.Unreachable.class);
    }

    @Test
    void shouldAskTheLeadersAgainWhenTheyDoNotKnowTheTopicYet() throws Exception {
        // Given
        RollcallConfig config = single(broker.bootstrapServers());
        Map<String, Object> settings = KafkaSettings.of(config, "test", "0").admin("topics");
        AtomicInteger ignorant = new AtomicInteger(2);
        try (Admin admin = Admin.create(settings)) {
            TopicsSession session = new TopicsSession(
                    slowToLearn(admin, ignorant),
                    config.kafka(),
                    new Brokers(broker.bootstrapServers(), settings, Duration.ofSeconds(2)),
                    Duration.ofSeconds(20));

            // When
            List<TopicCheck> checks =
                    session.check(List.of(new TopicSpec("slow-news", 2, Map.of())), TopicsAdmin.Creation.REAL);

            // Then
            assertThat(checks).containsExactly(new TopicCheck.Created("slow-news"));
            assertThat(ignorant).hasNonPositiveValue();
        }
    }

    /** The same admin client, of a broker whose first so many answers about offsets know no topic. */
    private static Admin slowToLearn(Admin real, AtomicInteger ignorant) {
        InvocationHandler handler = (proxy, method, args) -> {
            if (method.getName().equals("listOffsets") && ignorant.decrementAndGet() >= 0) {
                KafkaFutureImpl<ListOffsetsResultInfo> unknown = new KafkaFutureImpl<>();
                unknown.completeExceptionally(new UnknownTopicOrPartitionException());
                Map<TopicPartition, KafkaFuture<ListOffsetsResultInfo>> answers = new HashMap<>();
                ((Map<?, ?>) args[0]).keySet().forEach(it -> answers.put((TopicPartition) it, unknown));
                return new ListOffsetsResult(answers);
            }
            return method.invoke(real, args);
        };
        return (Admin) Proxy.newProxyInstance(Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, handler);
    }

    static RollcallConfig single(String servers) {
        return RollcallConfig.of(Map.of(
                "kafka.bootstrapServers", servers, "kafka.replicationFactor", "1", "kafka.minInSyncReplicas", "1"));
    }

    static TopicsAdmin topics(RollcallConfig config) {
        return topics(config, Duration.ofSeconds(20));
    }

    static TopicsAdmin topics(RollcallConfig config, Duration timeout) {
        return new TopicsAdmin(KafkaSettings.of(config, "test", "0").admin("topics"), config.kafka(), timeout);
    }

    static int closedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
