package io.rollcall.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.standalone.CommandRun;
import io.rollcall.standalone.up.Kubeconfigs;
import io.rollcall.testkit.ScriptedRegistry;
import io.rollcall.testkit.TestBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of a real broker. */
class DoctorBusIT {

    private static final String[] ALONE = {
        "--set", "kafka.replicationFactor=1", "--set", "kafka.minInSyncReplicas=1", "--set", "kafka.partitions=2"
    };

    private final TestBroker broker = TestBroker.shared();
    private final String prefix = broker.uniquePrefix();

    @TempDir
    Path directory;

    private Path kubeconfig;

    @BeforeEach
    void nameNoCluster() throws IOException {
        kubeconfig = Files.writeString(directory.resolve("kubeconfig"), Kubeconfigs.at("http://127.0.0.1:1"));
    }

    @Test
    void shouldSayThatTopicsMayBeCreatedAndCreateNone() {
        // When
        CommandRun first = doctor(ALONE);
        CommandRun second = doctor(ALONE);

        // Then
        assertThat(first.out())
                .contains("✓ broker: " + broker.bootstrapServers() + ", cluster ")
                .contains("1 broker\n")
                .contains("✓ topics: 7 are missing and may be created; the services do it at their start");
        assertThat(second.out()).contains("✓ topics: 7 are missing");
    }

    @Test
    void shouldNameTheSettingWhenATopicIsWrong() {
        // Given
        run("topics", "create", ALONE);

        // When
        CommandRun right = doctor(ALONE);
        CommandRun wrong = doctor(ALONE[0], ALONE[1], ALONE[2], ALONE[3], "--set", "kafka.partitions=3");

        // Then
        assertThat(right.out()).contains("✓ topics: 7 are as they must be");
        assertThat(wrong.out())
                .contains("✗ topics " + prefix + ".")
                .contains("and 5 more: has partitions 2 but must have 3. Set kafka.partitions to 2");
        assertThat(wrong.exitCode()).isEqualTo(1);
    }

    @Test
    void shouldNameTheReplicasWhenOneBrokerCannotHoldThem() {
        // When
        CommandRun run = doctor();

        // Then
        assertThat(run.out())
                .contains("✗ topics " + prefix + ".")
                .contains("cannot be created (")
                .contains("Set kafka.replicationFactor and kafka.minInSyncReplicas to what the brokers can hold.");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void shouldSayWhereItLookedWhenNoBrokerListens() throws IOException {
        // When
        CommandRun run = doctor("--bootstrap-servers", "127.0.0.1:1", "--json");

        // Then
        JsonNode document = new JsonMapper().readTree(run.out());
        assertThat(run.out().lines()).hasSize(1);
        assertThat(document.path("exitCode").asInt()).isEqualTo(run.exitCode()).isEqualTo(1);
        assertThat(document.path("ok").asBoolean(true)).isFalse();
        JsonNode check = StreamSupport.stream(document.path("checks").spliterator(), false)
                .filter(it -> it.path("check").asText().equals("broker"))
                .findFirst()
                .orElseThrow();
        assertThat(check.path("result").asText()).isEqualTo("failed");
        assertThat(check.path("what").asText()).isEqualTo("nothing listens at 127.0.0.1:1");
        assertThat(check.path("fix").asText()).contains("correct kafka.bootstrapServers");
    }

    private CommandRun doctor(String... more) {
        return run("doctor", null, more);
    }

    private CommandRun run(String command, String verb, String... more) {
        try (ScriptedRegistry registry = ScriptedRegistry.start()) {
            List<String> args = new ArrayList<>(List.of(command));
            if (verb != null) {
                args.add(verb);
            } else {
                args.addAll(List.of("--kubeconfig", kubeconfig.toString()));
                args.addAll(List.of("--set", "registries[0].host=" + registry.host()));
            }
            if (!List.of(more).contains("--bootstrap-servers")) {
                args.addAll(List.of("--bootstrap-servers", broker.bootstrapServers()));
            }
            args.addAll(List.of("--set", "kafka.topicPrefix=" + prefix));
            args.addAll(List.of(more));
            return CommandRun.of(args.toArray(String[]::new));
        }
    }
}
