package io.rollcall.standalone.bus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.alert.AlertType;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.kafka.KafkaSettings;
import io.rollcall.standalone.CommandProcess;
import io.rollcall.standalone.CommandRun;
import io.rollcall.testkit.TestBroker;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertsIT {

    /** Yesterday at ten: a broker takes no record from the future, and keeps none for ever. */
    private final Instant lostAt = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(14, ChronoUnit.HOURS);

    private static final String IMAGE = "virtualimages.virtualization.deckhouse.io/team-a/";

    private final TestBroker broker = TestBroker.shared();
    private final String prefix = broker.uniquePrefix();
    private Producer<byte[], byte[]> producer;

    @BeforeEach
    void createTopics() {
        CommandRun created =
                run("topics", "create", "--set", "kafka.replicationFactor=1", "--set", "kafka.minInSyncReplicas=1");
        assertThat(created.exitCode()).as(created.err()).isZero();
        RollcallConfig config = RollcallConfig.of(
                Map.of("kafka.bootstrapServers", broker.bootstrapServers(), "kafka.topicPrefix", prefix));
        producer = new KafkaProducer<>(
                KafkaSettings.of(config, "alerts-it", prefix).transactionalProducer("test"));
        producer.initTransactions();
    }

    @AfterEach
    void closeProducer() {
        producer.close();
    }

    @Test
    void shouldPrintWhatIsCommittedInTheOrderOfTime() {
        // Given
        send(true, AlertType.IMAGE_LOST, "ubuntu", lostAt);
        send(false, AlertType.IMAGE_LOST, "aborted", lostAt.plusSeconds(1));
        send(true, AlertType.IMAGE_RECOVERED, "ubuntu", lostAt.plusSeconds(60));
        send(true, AlertType.IMAGE_LOST, "debian", lostAt.plusSeconds(30));

        // When
        CommandRun run = run("alerts");

        // Then
        String day = lostAt.toString().substring(0, 10);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        day + " 10:00:00  image lost            virtualimages team-a/ubuntu  about ubuntu",
                        day + " 10:00:30  image lost            virtualimages team-a/debian  about debian",
                        day + " 10:01:00  image recovered       virtualimages team-a/ubuntu  about ubuntu");
    }

    @Test
    void shouldPrintTheEventsThemselvesWhenJsonIsAskedFor() {
        // Given
        send(true, AlertType.IMAGE_LOST, "ubuntu", lostAt);

        // When
        CommandRun run = run("alerts", "--json");

        // Then
        assertThat(run.out()).isEqualTo(new String(encoded(AlertType.IMAGE_LOST, "ubuntu", lostAt), UTF_8) + "\n");
    }

    @Test
    void shouldTellOfARecordThatIsNoAlertAndGoOn() {
        // Given
        producer.beginTransaction();
        Future<RecordMetadata> sent = producer.send(
                new ProducerRecord<>(prefix + ".alerts", "x".getBytes(UTF_8), "nonsense".getBytes(UTF_8)));
        assertThat(sent).succeedsWithin(Duration.ofSeconds(10));
        producer.commitTransaction();
        send(true, AlertType.IMAGE_LOST, "ubuntu", lostAt);

        // When
        CommandRun run = run("alerts");

        // Then
        assertThat(run.err()).contains("is no alert").contains("left out");
        assertThat(run.out().lines()).hasSize(1);
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void shouldFollowFromNowUntilItIsStopped() {
        // Given
        send(true, AlertType.IMAGE_LOST, "ubuntu", lostAt);
        try (CommandProcess follow = CommandProcess.start(args("alerts", "--follow"))) {
            follow.awaitOut("image lost .*team-a/ubuntu");

            // When
            send(true, AlertType.IMAGE_RECOVERED, "ubuntu", lostAt.plusSeconds(5));

            // Then
            follow.awaitOut("image recovered .*team-a/ubuntu");
            follow.terminate();
            assertThat(follow.exitCode(Duration.ofSeconds(5))).isEqualTo(143);
            assertThat(follow.err()).isEmpty();
        }
    }

    @Test
    void shouldLeaveOutWhatWasBeforeWhenItBeginsNow() {
        // Given
        send(true, AlertType.IMAGE_LOST, "ubuntu", lostAt);

        // When
        CommandRun run = run("alerts", "--from", "now");

        // Then
        assertThat(run.out()).isEmpty();
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void shouldSayWhatToDoWhenThereIsNoTopic() {
        // When
        CommandRun run = run("alerts", "--set", "kafka.topicPrefix=" + broker.uniquePrefix());

        // Then
        assertThat(run.err()).contains("does not exist").contains("rollcall topics create");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    private void send(boolean commit, AlertType type, String name, Instant at) {
        producer.beginTransaction();
        Future<RecordMetadata> sent = producer.send(new ProducerRecord<>(
                prefix + ".alerts", null, at.toEpochMilli(), (IMAGE + name).getBytes(UTF_8), encoded(type, name, at)));
        assertThat(sent).succeedsWithin(Duration.ofSeconds(10));
        if (commit) {
            producer.commitTransaction();
        } else {
            producer.abortTransaction();
        }
    }

    private static byte[] encoded(AlertType type, String name, Instant at) {
        return EventCodec.of(Alert.class)
                .encode(Alert.of(
                        name + at,
                        "default",
                        type,
                        IMAGE + name,
                        at,
                        JsonNodeFactory.instance.objectNode().put("message", "about " + name)));
    }

    private CommandRun run(String... args) {
        return CommandRun.of(args(args));
    }

    private String[] args(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(args[0].equals("topics") ? 2 : 1, List.of("--bootstrap-servers", broker.bootstrapServers()));
        if (!all.toString().contains("kafka.topicPrefix")) {
            all.addAll(List.of("--set", "kafka.topicPrefix=" + prefix));
        }
        return all.toArray(String[]::new);
    }
}
