package io.rollcall.standalone.trouble;

import static io.rollcall.testkit.ImageAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.sandbox.BrokerSecurity;
import io.rollcall.sandbox.BuiltInRegistry;
import io.rollcall.sandbox.Certificates;
import io.rollcall.sandbox.EmbeddedBroker;
import io.rollcall.standalone.services.Services;
import io.rollcall.testkit.TestCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A broker that wants TLS, a login or a right: each disagreement is told from the others, and none tells a password. */
class KafkaDoorsIT {
    private static final String PASSWORD = "correct-horse-battery";
    private static final String WRONG = "wrong-horse-battery";

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;
    private static Path ca;
    private static Path otherCa;
    private static LogCapture logs;

    @BeforeAll
    static void start() {
        Certificates certificates = Certificates.in(directory.resolve("pki"), Clock.systemUTC());
        ca = certificates.ca();
        otherCa = Certificates.in(directory.resolve("other"), Clock.systemUTC()).ca();
        broker = EmbeddedBroker.startSecured(
                directory.resolve("broker"),
                new BrokerSecurity(
                        certificates.forNames("127.0.0.1"),
                        Map.of("rollcall", PASSWORD, "limited", PASSWORD),
                        Set.of("rollcall")));
        logs = new LogCapture();
    }

    @AfterAll
    static void stop() {
        broker.close();
        logs.close();
    }

    @Test
    void shouldLoseAnImageThroughABrokerThatWantsTlsAndALogin() throws Exception {
        try (TestCluster cluster = TestCluster.open();
                BuiltInRegistry registry = BuiltInRegistry.start();
                Wire wire = Wire.on(broker.bootstrapServers(), 1)) {
            // Given
            String namespace = cluster.newNamespace();
            GenericKubernetesResource image = cluster.images().createVirtualImage(namespace, "ubuntu", registry.host());
            Path file = Files.writeString(directory.resolve("right.properties"), right(broker.securedServers()));
            Map<String, String> settings = wire.settings(Map.of(
                    "mode", "write",
                    "kafka.bootstrapServers", broker.securedServers(),
                    "kafka.config", file.toString(),
                    "kubernetes.kubeconfig", cluster.kubeconfig().toString(),
                    "registries[0].host", registry.host()));

            // When
            try (OneService watcher = OneService.start(Services.WATCHER, settings);
                    OneService prober = OneService.start(Services.PROBER, settings);
                    OneService writer = OneService.start(Services.STATUS_WRITER, settings)) {

                // Then
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() ->
                                assertThat(cluster.images().handle(image).get()).hasPhase("ImageLost"));
                Stream.of(watcher, prober, writer).forEach(OneService::awaitReady);
                assertSilentAboutPasswords();
                assertThat(logs.lines()).anyMatch(line -> line.contains("sasl.jaas.config = [hidden]"));
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> shouldSayWhatDoesNotFitAndGoOnWhenTheFileIsCorrected() {
        Stories stories = new Stories(12);
        disagreements().forEach(one -> stories.tell(one.sentence(), () -> disagree(one)));
        return Stream.concat(
                stories.all(), Stream.of(dynamicTest("no password is told", KafkaDoorsIT::assertSilentAboutPasswords)));
    }

    @Test
    void shouldNameTheTopicAndTheRightWhenItMayNotBeCreated() throws Exception {
        // Given
        Path file = Files.writeString(
                directory.resolve("limited.properties"), trusting("SASL_SSL", ca) + plainLogin("limited", PASSWORD));
        try (Wire wire = Wire.on(broker.bootstrapServers(), 1);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            grant(admin, wire, AclOperation.DESCRIBE);

            // When
            try (OneService prober = OneService.start(
                    Services.PROBER,
                    wire.settings(Map.of(
                            "kafka.bootstrapServers", broker.securedServers(), "kafka.config", file.toString())))) {

                // Then
                String topic = wire.topics().images().name();
                prober.awaitSentence("Kafka does not allow this on topic " + topic
                        + "; grant this client Create, Describe and DescribeConfigs on it.");

                // When
                grant(admin, wire, AclOperation.ALL);

                // Then
                prober.awaitSentence("Kafka refuses something to the prober (");
            }
        }
    }

    private static void grant(Admin admin, Wire wire, AclOperation operation) throws Exception {
        admin.createAcls(List.of(new AclBinding(
                        new ResourcePattern(ResourceType.TOPIC, wire.topics().prefix(), PatternType.PREFIXED),
                        new AccessControlEntry("User:limited", "*", operation, AclPermissionType.ALLOW))))
                .all()
                .get();
    }

    private record Disagreement(String servers, String properties, String sentence) {}

    private static void disagree(Disagreement one) {
        try (Wire wire = Wire.on(broker.bootstrapServers(), 1)) {
            // Given
            Path file = Files.writeString(Files.createTempFile(directory, "client", ".properties"), one.properties());

            // When
            try (OneService prober = OneService.start(
                    Services.PROBER,
                    wire.settings(Map.of("kafka.bootstrapServers", one.servers(), "kafka.config", file.toString())))) {
                String said = prober.awaitSentence(one.sentence());

                // Then
                assertThat(said)
                        .doesNotContain("cannot reach")
                        .doesNotContain(PASSWORD)
                        .doesNotContain(WRONG);
                assertThat(prober.health().alive()).isTrue();

                // When
                Files.writeString(file, right(one.servers()));

                // Then
                prober.awaitReady();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertSilentAboutPasswords() {
        assertThat(logs.lines()).isNotEmpty().noneMatch(line -> line.contains(PASSWORD) || line.contains(WRONG));
    }

    private static Stream<Disagreement> disagreements() {
        String tls = broker.securedServers();
        String login = broker.loginServers();
        String plain = broker.bootstrapServers();
        String file = ", in the file that kafka.config names.";
        return Stream.of(
                new Disagreement(
                        tls,
                        "",
                        " speaks TLS on this port, and security.protocol is PLAINTEXT; set security.protocol to"
                                + " SASL_SSL (SSL where it wants no login) and ssl.truststore.location to the brokers' CA"
                                + file),
                new Disagreement(
                        tls,
                        trusting("SSL", ca),
                        "set security.protocol to SASL_SSL, and sasl.mechanism and" + " sasl.jaas.config" + file),
                new Disagreement(
                        tls,
                        trusting("SASL_SSL", otherCa) + plainLogin("rollcall", PASSWORD),
                        "; let ssl.truststore.location, in the file that kafka.config names, hold the brokers' CA, and kafka.bootstrapServers a name of their certificate."),
                new Disagreement(
                        tls,
                        trusting("SASL_SSL", ca) + plainLogin("rollcall", WRONG),
                        " refused the credentials; correct username and password in sasl.jaas.config" + file),
                new Disagreement(
                        tls,
                        trusting("SASL_SSL", ca) + "sasl.mechanism=SCRAM-SHA-512\n" + "sasl.jaas.config="
                                + "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"rollcall\" password=\""
                                + PASSWORD + "\";\n",
                        " does not take this sasl.mechanism (UnsupportedSaslMechanismException: Client SASL mechanism"
                                + " 'SCRAM-SHA-512' not enabled in the server, enabled mechanisms are [PLAIN]); set it to one of those"
                                + file),
                new Disagreement(
                        tls,
                        trusting("SASL_SSL", ca) + "sasl.mechanism=PLAIN\nsasl.jaas.config=" + PASSWORD + "\n",
                        "the Kafka client cannot read sasl.jaas.config; write it"),
                new Disagreement(
                        tls,
                        trusting("SASL_SSL", directory.resolve("nowhere.crt")) + plainLogin("rollcall", PASSWORD),
                        "the Kafka client cannot be made (NoSuchFileException: " + directory.resolve("nowhere.crt")
                                + "); correct that"),
                new Disagreement(
                        login,
                        "",
                        " wants a login (PLAIN), and security.protocol is PLAINTEXT; set security.protocol to"
                                + " SASL_PLAINTEXT, and sasl.mechanism and sasl.jaas.config" + file),
                new Disagreement(
                        login,
                        "security.protocol=SASL_PLAINTEXT\n" + plainLogin("rollcall", WRONG),
                        " refused the credentials;"),
                new Disagreement(
                        plain,
                        "security.protocol=SASL_PLAINTEXT\n" + plainLogin("rollcall", PASSWORD),
                        " wants no login on this port; set security.protocol to PLAINTEXT or SSL"),
                new Disagreement(
                        plain,
                        trusting("SASL_SSL", ca) + plainLogin("rollcall", PASSWORD),
                        " does not speak TLS on this port, and security.protocol is SASL_SSL; name the brokers' TLS port in"
                                + " kafka.bootstrapServers, or set security.protocol to PLAINTEXT" + file),
                new Disagreement(
                        tls,
                        trusting("SASL_SSL", ca) + plainLogin("limited", PASSWORD),
                        "Kafka does not allow this on topic "));
    }

    private static String right(String servers) {
        if (servers.equals(broker.bootstrapServers())) {
            return "";
        }
        return (servers.equals(broker.securedServers())
                        ? trusting("SASL_SSL", ca)
                        : "security.protocol=SASL_PLAINTEXT\n")
                + plainLogin("rollcall", PASSWORD);
    }

    private static String trusting(String protocol, Path authority) {
        return "security.protocol=%s\nssl.truststore.type=PEM\nssl.truststore.location=%s\n"
                .formatted(protocol, authority);
    }

    private static String plainLogin(String user, String password) {
        return "sasl.mechanism=PLAIN\nsasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule"
                + " required username=\"%s\" password=\"%s\";\n".formatted(user, password);
    }
}
