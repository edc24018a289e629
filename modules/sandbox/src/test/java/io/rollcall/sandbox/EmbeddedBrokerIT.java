package io.rollcall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {

    @TempDir
    Path directory;

    @Test
    void shouldServeRecordsOfBeforeWhenRestartedOnTheSameDirectory() throws Exception {
        // Given
        String first;
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            first = broker.bootstrapServers();
            createTopic(broker.bootstrapServers(), "kept");
            produceInTransaction(broker.bootstrapServers(), "kept", "before");
        }

        // When
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            produceInTransaction(broker.bootstrapServers(), "kept", "after");

            // Then
            assertThat(read(broker.bootstrapServers(), "kept", 2)).containsExactly("before", "after");
            assertThat(broker.bootstrapServers()).isNotEqualTo(first);
        }
    }

    @Test
    void shouldServeRecordsOfBeforeWhenItsProcessWasKilled() throws Exception {
        // Given
        Process process = fork();
        try (BufferedReader out = process.inputReader()) {
            String bootstrap = out.readLine();
            createTopic(bootstrap, "kept");
            produceInTransaction(bootstrap, "kept", "before");
        } finally {
            // When
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }

        // Then
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            assertThat(read(broker.bootstrapServers(), "kept", 1)).containsExactly("before");
        }
    }

    @Test
    void shouldServeApartWhenTwoRunInOneJvm(@TempDir Path other) throws Exception {
        // Given
        try (EmbeddedBroker first = EmbeddedBroker.start(directory);
                EmbeddedBroker second = EmbeddedBroker.start(other)) {
            createTopic(first.bootstrapServers(), "same");
            createTopic(second.bootstrapServers(), "same");

            // When
            produceInTransaction(first.bootstrapServers(), "same", "of the first");
            produceInTransaction(second.bootstrapServers(), "same", "of the second");

            // Then
            assertThat(read(first.bootstrapServers(), "same", 1)).containsExactly("of the first");
            assertThat(read(second.bootstrapServers(), "same", 1)).containsExactly("of the second");
        }
    }

    @Test
    void shouldStopWhenItsProcessIsTerminated() throws Exception {
        // Given
        Process process = fork();
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).startsWith("127.0.0.1:");

            // When
            process.destroy();

            // Then
            assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void shouldNameTheDirectoryAndTheFixWhenAnotherInstanceOwnsIt() throws Exception {
        // Given
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            // When / Then
            assertThatThrownBy(() -> EmbeddedBroker.start(directory))
                    .isInstanceOf(SandboxException.class)
                    .hasMessage(
                            "The data directory %s is in use by another instance (process %d): stop that instance,"
                                    + " or choose another data directory.",
                            directory, ProcessHandle.current().pid());
            assertThat(broker.bootstrapServers()).startsWith("127.0.0.1:");
        }
    }

    @Test
    void shouldNameTheOtherProcessWhenItOwnsTheDirectory() throws Exception {
        // Given
        Process process = fork();
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).startsWith("127.0.0.1:");

            // When / Then
            assertThatThrownBy(() -> EmbeddedBroker.start(directory))
                    .isInstanceOf(SandboxException.class)
                    .hasMessageContaining("(process " + process.pid() + ")");
        } finally {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void shouldBoundThePartitionsOfTopicsThatSetNoBoundThemselves() throws Exception {
        // Given
        EmbeddedBroker.Options options = new EmbeddedBroker.Options(3 << 20, 1 << 20);
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, options);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            createTopic(broker.bootstrapServers(), "bounded");

            // When
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "bounded");
            var config = admin.describeConfigs(List.of(topic)).all().get().get(topic);

            // Then
            assertThat(config.get("retention.bytes").value()).isEqualTo("3145728");
            assertThat(config.get("segment.bytes").value()).isEqualTo("1048576");
        }
    }

    @Test
    void shouldListenOnLoopbackAlone() throws Exception {
        // Given
        InetAddress outside = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(a -> !a.isLoopbackAddress() && a.getAddress().length == 4)
                .findFirst()
                .orElse(InetAddress.getByName("127.0.0.2"));
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
                Socket socket = new Socket()) {
            int port = java.net.URI.create("tcp://" + broker.bootstrapServers()).getPort();

            // When / Then
            assertThatThrownBy(() -> socket.connect(new InetSocketAddress(outside, port), 2000))
                    .isInstanceOf(java.net.ConnectException.class);
        }
    }

    @Test
    void shouldStopOnceWhenClosedTwice() {
        // Given
        EmbeddedBroker broker = EmbeddedBroker.start(directory);

        // When
        broker.close();
        broker.close();

        // Then
        Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(
                        Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("data-plane-kafka")));
    }

    private Process fork() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedBrokerMain.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void createTopic(String bootstrap, String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    private static void produceInTransaction(String bootstrap, String topic, String value) throws Exception {
        try (var producer = transactional(bootstrap, "test")) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, "key", value)).get();
            producer.commitTransaction();
        }
    }

    private static List<String> read(String bootstrap, String topic, int count) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<String> values = new java.util.ArrayList<>();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
                return values.size() >= count;
            });
            return values;
        }
    }

    private static KafkaProducer<String, String> transactional(String bootstrap, String id) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "transactional.id", id, "max.block.ms", 10_000),
                new StringSerializer(),
                new StringSerializer());
    }
}
