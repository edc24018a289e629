package io.rollcall.standalone.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.Purpose;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.BreakerState;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.contract.topics.Topics;
import io.rollcall.standalone.CommandRun;
import io.rollcall.testkit.TestBroker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Which records a window is, on a real broker; and what is said where it is none. */
class WindowIT {
    private static final Instant THREE = Instant.parse("2026-11-21T03:00:00Z");
    private static final int RESULTS = 10;

    private final TestBroker broker = TestBroker.shared();
    private final String prefix = broker.uniquePrefix();

    @Test
    void shouldReadTheResultsOfTheWindowAndNoOthers() {
        // Given
        fill();

        // Then
        assertThat(results("--from", "2026-11-21T03:02:00Z", "--to", "2026-11-21T03:05:00Z"))
                .isEqualTo(3);
        assertThat(results("--from", "2026-11-21T03:02:00Z", "--to", "2026-11-21T05:00:00Z"))
                .isEqualTo(8);
        assertThat(results("--from", "offsets:0=4", "--to", "offsets:0=6")).isEqualTo(2);
        assertThat(replay("--from", "offsets:0=4", "--to", "offsets:0=6", "--json")
                        .out())
                .contains("\"from\":\"2026-11-21T03:04:00Z\",\"to\":\"2026-11-21T03:05:00.001Z\"");
    }

    @Test
    void shouldSayHowFarTheRecordReachesWhenSomeOfItIsGone() throws Exception {
        // Given
        fill();
        TopicPartition only = new TopicPartition(topics().probeResults().name(), 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.deleteRecords(Map.of(only, RecordsToDelete.beforeOffset(5)))
                    .all()
                    .get();
        }

        // When
        CommandRun some = replay("--from", "2026-11-21T03:00:00Z", "--to", "2026-11-21T04:00:00Z");
        CommandRun none = replay("--from", "2026-11-21T03:00:00Z", "--to", "2026-11-21T03:04:00Z");

        // Then
        assertThat(some.exitCode()).isZero();
        assertThat(some.out())
                .contains("Only from 2026-11-21T03:05:00Z on is all of it there: " + only.topic()
                        + " holds nothing older.");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err())
                .isEqualTo("rollcall: the record of that window is gone: " + only.topic()
                        + " reaches back to 2026-11-21T03:05:00Z; give a later window, or the file of an export.\n");
        assertThat(run("topics", "describe").out())
                .contains("A replay reaches back to 2026-11-21T03:05:00Z: " + only.topic() + " holds nothing older.");
    }

    @Test
    void shouldNameTheFixWhenTheWindowIsNone() {
        // Given
        assertThat(replay("--from", "-2h").err()).contains("does not exist; check kafka.topicPrefix");
        fill();

        // Then
        assertThat(replay().err()).isEqualTo("rollcall: say where the window begins, such as --from -2h.\n");
        assertThat(replay("--from", "-1h", "--to", "-2h").err()).contains("give an earlier --from or a later --to");
        assertThat(replay("--from", "offsets:0=99").err())
                .contains("has no record at offset 99 of partition 0, but from 0 to 9; give an offset that it has");
        assertThat(replay("--from", "offsets:7=0").err()).contains("has no record at offset 0 of partition 7");
    }

    private void fill() {
        run("topics", "create");
        EventCodec<ProbeResult> codec = EventCodec.of(ProbeResult.class);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int minute = 0; minute < RESULTS; minute++) {
                ProbeResult result = result(THREE.plusSeconds(60L * minute));
                var unused = producer.send(new ProducerRecord<>(
                        topics().probeResults().name(),
                        0,
                        result.probedAt().toEpochMilli(),
                        result.key().toString().getBytes(UTF_8),
                        codec.encode(result)));
            }
        }
    }

    private static ProbeResult result(Instant at) {
        return new ProbeResult(
                1,
                "east",
                new ImageKey("virtualimages.virtualization.deckhouse.io", "team-a", "ubuntu"),
                "uid",
                "1",
                "dvcr.example.com/vi/team-a/ubuntu:1",
                "presence",
                Purpose.PRESENCE,
                JsonNodeFactory.instance.objectNode().put("phase", "Ready"),
                new Verdict.Present("sha256:aa"),
                null,
                1,
                at,
                Trigger.SWEEP,
                "e-1",
                at,
                at,
                at,
                ProbePolicy.DEFAULT.version(),
                BreakerState.CLOSED);
    }

    private int results(String... window) {
        List<String> args = new ArrayList<>(List.of(window));
        args.add("--json");
        String out = replay(args.toArray(String[]::new)).out();
        return Integer.parseInt(out.replaceAll("(?s).*\"results\":(\\d+).*", "$1"));
    }

    private Topics topics() {
        return Topics.of(prefix, 1);
    }

    private CommandRun replay(String... more) {
        return run("replay", more);
    }

    private CommandRun run(String command, String... more) {
        List<String> args = new ArrayList<>(List.of(command));
        if (command.equals("topics")) {
            args.addAll(List.of(more));
        }
        args.addAll(List.of("--bootstrap-servers", broker.bootstrapServers()));
        args.addAll(List.of("--set", "kafka.topicPrefix=" + prefix, "--set", "kafka.partitions=1"));
        args.addAll(List.of("--set", "kafka.replicationFactor=1", "--set", "kafka.minInSyncReplicas=1"));
        if (!command.equals("topics")) {
            args.addAll(List.of(more));
        }
        return CommandRun.of(args.toArray(String[]::new));
    }
}
