package io.rollcall.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.sandbox.BrokerSecurity;
import io.rollcall.sandbox.Certificates;
import io.rollcall.sandbox.EmbeddedBroker;
import io.rollcall.standalone.CommandRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a laptop whose user may read the topics, and may do nothing else on a broker that asks for rights. */
class ReadRightsIT {
    private static final String PASSWORD = "correct-horse-battery";

    @TempDir
    private Path directory;

    @Test
    void shouldReplayAndExportAndLeaveNoTraceWhenTheTopicsMayBeReadAndNothingElse() throws Exception {
        Certificates certificates = Certificates.in(directory.resolve("pki"), Clock.systemUTC());
        BrokerSecurity security =
                new BrokerSecurity(certificates.forNames("127.0.0.1"), Map.of("laptop", PASSWORD), Set.of());
        try (EmbeddedBroker broker = EmbeddedBroker.startSecured(directory.resolve("broker"), security);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            // Given
            TenResults bus = new TenResults(broker.bootstrapServers());
            bus.fill();
            admin.createAcls(List.of(new AclBinding(
                            new ResourcePattern(ResourceType.TOPIC, bus.topics().prefix(), PatternType.PREFIXED),
                            new AccessControlEntry("User:laptop", "*", AclOperation.READ, AclPermissionType.ALLOW))))
                    .all()
                    .get();
            Set<String> topics = names(admin);
            String file = directory.resolve("incident.jsonl.zst").toString();

            // When
            CommandRun replay = run(bus, broker, "replay");
            CommandRun export = run(bus, broker, "export", "--out", file);

            // Then
            assertThat(replay.exitCode()).as(replay.err()).isZero();
            assertThat(replay.out()).contains("10 probe results");
            assertThat(export.err()).isEqualTo("rollcall: 10 records exported.\n");
            assertThat(names(admin))
                    .as("not even one for the offsets of groups")
                    .isEqualTo(topics);
            assertThat(admin.listGroups().all().get()).isEmpty();
        }
    }

    private CommandRun run(TenResults bus, EmbeddedBroker broker, String command, String... more) throws Exception {
        Path login = Files.writeString(
                directory.resolve("client.properties"),
                "security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\nsasl.jaas.config="
                        + "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"laptop\" password=\""
                        + PASSWORD + "\";\n");
        List<String> args = new ArrayList<>(List.of(more));
        args.addAll(List.of("--kafka-config", login.toString()));
        args.addAll(List.of("--from", "2026-11-21T03:00:00Z", "--to", "2026-11-21T04:00:00Z"));
        return CommandRun.of(bus.commandAt(broker.loginServers(), command, args.toArray(String[]::new)));
    }

    private static Set<String> names(Admin admin) throws Exception {
        return admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get();
    }
}
