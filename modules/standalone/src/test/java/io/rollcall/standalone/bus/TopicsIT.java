package io.rollcall.standalone.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.standalone.CommandRun;
import io.rollcall.testkit.TestBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsIT {

    private final TestBroker broker = TestBroker.shared();
    private final String prefix = broker.uniquePrefix();

    @TempDir
    Path directory;

    @Test
    void shouldCreateThemOnceAndThenFindThemRight() {
        // When
        CommandRun before = topics("describe");
        CommandRun create = topics("create");
        CommandRun again = topics("create");
        CommandRun after = topics("describe", "--json");

        // Then
        assertThat(before.out().lines()).hasSize(7).allMatch(line -> line.startsWith("missing "));
        assertThat(before.exitCode()).isEqualTo(1);
        assertThat(create.out().lines()).hasSize(7).allMatch(line -> line.startsWith("created "));
        assertThat(create.exitCode()).isZero();
        assertThat(again.out().lines()).hasSize(7).allMatch(line -> line.startsWith("ok "));
        assertThat(after.out().lines())
                .hasSize(7)
                .allMatch(line -> line.contains("\"state\":\"ok\"") && line.contains("\"partitions\":2"));
        assertThat(after.exitCode()).isZero();
        assertThat(topics("describe").out())
                .endsWith("A replay reaches back to the first record: no topic has deleted any yet.\n");
    }

    @Test
    void shouldServeAndNameTheFixWhenOneForgetsWhatAReplayWants() throws Exception {
        // Given
        topics("create");
        ConfigResource requests = new ConfigResource(ConfigResource.Type.TOPIC, prefix + ".probe-requests");
        AlterConfigOp day = new AlterConfigOp(new ConfigEntry("retention.ms", "86400000"), AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(requests, List.of(day))).all().get();
        }

        // When
        CommandRun run = topics("describe");

        // Then
        assertThat(run.out())
                .contains("forgets")
                .contains("--entity-name " + prefix + ".probe-requests --add-config retention.ms=604800000");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void shouldNameTheFixWhenOneIsWrong() {
        // Given
        topics("create");

        // When
        CommandRun run = topics("describe", "--set", "kafka.partitions=3");

        // Then
        assertThat(run.out()).contains("wrong").contains("set kafka.partitions to 2");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void shouldSayWhatToCheckWhenNoBrokerAnswers() {
        // When
        CommandRun run = CommandRun.of("topics", "describe", "--bootstrap-servers", "127.0.0.1:1");

        // Then
        assertThat(run.err()).contains("cannot reach Kafka at 127.0.0.1:1").contains("check");
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void shouldPointToUpWhenNoBrokerIsNamed() {
        // When
        CommandRun run = CommandRun.of("topics", "describe", "--data-dir", directory.toString());

        // Then
        assertThat(run.err()).contains("no broker is named").contains("--bootstrap-servers");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    private CommandRun topics(String verb, String... more) {
        List<String> args = new ArrayList<>(List.of("topics", verb));
        args.addAll(List.of("--bootstrap-servers", broker.bootstrapServers()));
        args.addAll(List.of("--set", "kafka.topicPrefix=" + prefix, "--set", "kafka.partitions=2"));
        args.addAll(List.of("--set", "kafka.replicationFactor=1", "--set", "kafka.minInSyncReplicas=1"));
        args.addAll(List.of(more));
        return CommandRun.of(args.toArray(String[]::new));
    }
}
