package io.rollcall.standalone.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics of one partition, with a result in each of the ten minutes from three o'clock on. */
final class TenResults {
    private static final Instant THREE = Instant.parse("2026-11-21T03:00:00Z");
    private static final int RESULTS = 10;

    private final String servers;
    private final String prefix = TestBroker.shared().uniquePrefix();

    TenResults(String servers) {
        this.servers = servers;
    }

    Topics topics() {
        return Topics.of(prefix, 1);
    }

    void fill() {
        CommandRun.of(command("topics", "create"));
        EventCodec<ProbeResult> codec = EventCodec.of(ProbeResult.class);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new ByteArraySerializer(), new ByteArraySerializer())) {
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

    /** The command on these topics. */
    String[] command(String command, String... more) {
        return commandAt(servers, command, more);
    }

    /** The same by way of another address. */
    String[] commandAt(String address, String command, String... more) {
        List<String> args = new ArrayList<>(List.of(command));
        if (command.equals("topics")) {
            args.addAll(List.of(more));
        }
        args.addAll(List.of("--bootstrap-servers", address));
        args.addAll(List.of("--set", "kafka.topicPrefix=" + prefix, "--set", "kafka.partitions=1"));
        args.addAll(List.of("--set", "kafka.replicationFactor=1", "--set", "kafka.minInSyncReplicas=1"));
        if (!command.equals("topics")) {
            args.addAll(List.of(more));
        }
        return args.toArray(String[]::new);
    }
}
