package io.rollcall.testkit;

import io.rollcall.sandbox.EmbeddedBroker;
import java.nio.file.Path;
import java.util.UUID;
import org.testcontainers.kafka.KafkaContainer;

/**
 * One broker for all tests of a JVM; tests are kept apart by topic prefixes, group ids and transactional ids of their
 * own. It ends with the JVM.
 */
public final class TestBroker {

    private static final String IMAGE = "apache/kafka:4.3.1";

    private final String bootstrapServers;

    private TestBroker(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    private static final class Holder {
        private static final TestBroker SHARED = start();
    }

    /** The broker of this JVM; the first call starts it. */
    public static TestBroker shared() {
        return Holder.SHARED;
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** A prefix that no other test has, for topics and ids: {@code t} and eight hexadecimal digits. */
    public String uniquePrefix() {
        return "t" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static TestBroker start() {
        return RealParts.ofThisMachine().kafkaFromTestcontainers() ? fromTestcontainers() : embedded();
    }

    // Testcontainers' own reaper ends the container
    @SuppressWarnings("resource")
    private static TestBroker fromTestcontainers() {
        KafkaContainer container = new KafkaContainer(IMAGE);
        container.start();
        return new TestBroker(container.getBootstrapServers());
    }

    private static TestBroker embedded() {
        Path directory = TemporaryFiles.create("broker");
        EmbeddedBroker broker = EmbeddedBroker.start(directory);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            broker.close();
                            TemporaryFiles.delete(directory);
                        },
                        "test-broker-stop"));
        return new TestBroker(broker.bootstrapServers());
    }
}
