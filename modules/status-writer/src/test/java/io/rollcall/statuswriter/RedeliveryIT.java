package io.rollcall.statuswriter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The transaction fails after the object was written: what it held comes again, and nothing is doubled. */
class RedeliveryIT extends OnACluster {
    private static final Duration SOON = Duration.ofSeconds(30);

    static Stream<Named<Supplier<KafkaException>>> failures() {
        return Stream.of(
                Named.of("abortable", () -> new KafkaException("disk full")),
                Named.of("group has moved on", CommitFailedException::new),
                Named.of("no answer", () -> new TimeoutException("no answer")),
                Named.of("fenced", () -> new ProducerFencedException("another")));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void shouldDoubleNothingWhenTheTransactionFailedOnce(Supplier<KafkaException> failure) {
        // Given
        GenericKubernetesResource image =
                cluster.images().createVirtualImage(cluster.newNamespace(), "ubuntu", Pictures.REGISTRY);
        FailingBus failing = new FailingBus(failure);
        rig.start(Samples.KINDS, failing::around);
        // When
        rig.send(pictures.absent(image, 0));
        await().atMost(SOON).untilAsserted(() -> assertThat(rig.alerts()).hasSize(1));
        // Then
        assertThat(failing.commits).hasValueGreaterThanOrEqualTo(2);
        assertThat(rig.transitions()).singleElement().satisfies(transition -> {
            assertThat(transition.path("outcome").asText()).isEqualTo("WRITTEN");
            assertThat(transition.path("why").asText()).contains("an earlier delivery");
        });
        assertThat(pictures.events(image)).hasSize(1);
        assertThat(rig.meters
                        .get("rollcall.api.calls")
                        .tags("call", "patch", "outcome", "ok")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(rig.committed()).isPositive();
    }

    /** Both changes of an image wait in one poll: were both written before the commit, the first would be told never. */
    @Test
    void shouldTellBothChangesWhenTheyCameTogetherAndTheTransactionFailed() {
        // Given
        GenericKubernetesResource image =
                cluster.images().createVirtualImage(cluster.newNamespace(), "ubuntu", Pictures.REGISTRY);
        rig.start();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(rig.context.health().ready()).isTrue());
        rig.stop();
        rig.send(pictures.absent(image, 0));
        rig.send(pictures.present(image, 30));
        FailingBus failing = new FailingBus(() -> new KafkaException("disk full"));
        // When
        rig.start(Samples.KINDS, failing::around);
        await().atMost(SOON).untilAsserted(() -> assertThat(rig.committed()).isEqualTo(2));
        // Then
        assertThat(rig.alerts())
                .extracting(it -> it.path("type").asText())
                .containsExactly("io.rollcall.image.lost.v1", "io.rollcall.image.recovered.v1");
        assertThat(pictures.events(image)).hasSize(2);
        assertThat(pictures.phase(image)).isEqualTo("Ready");
    }

    @Test
    void shouldTakeUpWhereTheCommitStandsWhenStartedAgain() {
        // Given
        GenericKubernetesResource image =
                cluster.images().createVirtualImage(cluster.newNamespace(), "ubuntu", Pictures.REGISTRY);
        rig.start();
        rig.send(pictures.absent(image, 0));
        await().atMost(SOON).untilAsserted(() -> assertThat(rig.alerts()).hasSize(1));
        rig.stop();
        // When
        rig.start();
        rig.send(pictures.present(image, 30));
        await().atMost(SOON).untilAsserted(() -> assertThat(rig.alerts()).hasSize(2));
        // Then
        assertThat(pictures.phase(image)).isEqualTo("Ready");
        assertThat(rig.transitions()).hasSize(2);
    }

    /** A bus whose first commit fails, before it reaches the broker. */
    private static final class FailingBus {
        private final AtomicInteger commits = new AtomicInteger();
        private final Supplier<KafkaException> failure;

        private FailingBus(Supplier<KafkaException> failure) {
            this.failure = failure;
        }

        private Bus around(Bus bus) {
            return new Bus() {
                @Override
                public Consumer<byte[], byte[]> consumer() {
                    return bus.consumer();
                }

                @Override
                public Producer<byte[], byte[]> producer() {
                    return failing(bus.producer());
                }
            };
        }

        @SuppressWarnings("unchecked")
        private Producer<byte[], byte[]> failing(Producer<byte[], byte[]> producer) {
            return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                    Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("commitTransaction") && commits.getAndIncrement() == 0) {
                            throw failure.get();
                        }
                        try {
                            return method.invoke(producer, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }
}
