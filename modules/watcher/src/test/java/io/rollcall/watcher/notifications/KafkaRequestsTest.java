package io.rollcall.watcher.notifications;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.contract.probe.ProbeRequest;
import io.rollcall.contract.probe.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** A mock for the producer: when a broker acknowledges which of two records cannot be told to a real one. */
class KafkaRequestsTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<MockProducer<byte[], byte[]>> made = new CopyOnWriteArrayList<>();
    private Optional<String> topicTrouble = Optional.empty();

    @Test
    void shouldSayThatTheyAreThereWhenTheLastOneIsAcknowledgedAndNotBefore() {
        // Given
        KafkaRequests requests = requests(LONG);
        CompletableFuture<Optional<String>> put = put(requests);
        await().until(() -> !made.isEmpty() && producer().history().size() == 2);

        // When / Then
        producer().completeNext();
        assertThat(put).isNotDone();
        producer().completeNext();
        assertThat(put).succeedsWithin(LONG).isEqualTo(Optional.empty());
        assertThat(producer().history()).allSatisfy(record -> {
            assertThat(record.topic()).isEqualTo("rollcall.probe-requests");
            assertThat(new String(record.key(), UTF_8)).isEqualTo("dvcr.example/vi/a");
        });
    }

    @Test
    void shouldSayThatTheyMayBeMissingWhenOneIsNot() {
        // Given
        KafkaRequests requests = requests(LONG);
        CompletableFuture<Optional<String>> put = put(requests);
        await().until(() -> !made.isEmpty() && producer().history().size() == 2);

        // When
        producer().completeNext();
        producer().errorNext(new NotEnoughReplicasException("two of three are gone."));

        // Then
        assertThat(put).succeedsWithin(LONG).isEqualTo(Optional.of("Kafka has not taken them (two of three are gone)"));
        assertThat(producer().closed()).isFalse();
    }

    @Test
    void shouldWaitNoLongerThanItMayWhenNobodyAnswers() throws InterruptedException {
        assertThat(requests(Duration.ofMillis(50)).put(two())).contains("Kafka has not acknowledged them within 50 ms");
    }

    @Test
    void shouldMakeAnotherProducerWhenOneIsBeyondRecovery() {
        // Given
        KafkaRequests requests = requests(LONG);
        CompletableFuture<Optional<String>> first = put(requests);
        await().until(() -> !made.isEmpty() && producer().history().size() == 2);
        producer().errorNext(new OutOfOrderSequenceException("no"));
        assertThat(first).succeedsWithin(LONG).isNotEqualTo(Optional.empty());
        assertThat(made.get(0).closed()).isTrue();

        // When
        CompletableFuture<Optional<String>> second = put(requests);
        await().until(() -> made.size() == 2 && producer().history().size() == 2);
        producer().completeNext();
        producer().completeNext();

        // Then
        assertThat(second).succeedsWithin(LONG).isEqualTo(Optional.empty());
    }

    @Test
    void shouldProduceNothingWhenTheTopicIsNotThereOrTheServiceStops() throws InterruptedException {
        // Given
        KafkaRequests requests = requests(LONG);
        topicTrouble = Optional.of("the topic is missing.");

        // When / Then
        assertThat(requests.put(two())).contains("the topic is missing.");
        topicTrouble = Optional.empty();
        requests.close();
        assertThat(requests.put(two()))
                .hasValueSatisfying(why -> assertThat(why).contains("stopping"));
        assertThat(made).isEmpty();
    }

    private KafkaRequests requests(Duration within) {
        return new KafkaRequests(
                "rollcall.probe-requests",
                () -> topicTrouble,
                () -> {
                    MockProducer<byte[], byte[]> producer =
                            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
                    made.add(producer);
                    return producer;
                },
                within);
    }

    private MockProducer<byte[], byte[]> producer() {
        return made.get(made.size() - 1);
    }

    private static CompletableFuture<Optional<String>> put(KafkaRequests requests) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return requests.put(two());
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static List<ProbeRequest> two() {
        return List.of(request("v1"), request("v2"));
    }

    private static ProbeRequest request(String tag) {
        return new ProbeRequest(
                1,
                "west",
                "dvcr.example/vi/a",
                "dvcr.example/vi/a:" + tag,
                Trigger.NOTIFICATION,
                Instant.parse("2026-11-21T16:09:41Z"),
                null);
    }
}
