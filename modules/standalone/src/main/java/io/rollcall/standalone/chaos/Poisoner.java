package io.rollcall.standalone.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.contract.topics.Partitioning;
import io.rollcall.contract.topics.TopicSpec;
import io.rollcall.contract.topics.Topics;
import io.rollcall.standalone.chaos.history.Letter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts records on the bus that nobody can read, under keys that bear good ones, and remembers where they lie. */
final class Poisoner implements AutoCloseable {

    /** A text, half of a record, a record of the future, a list. */
    private static final List<String> FORMS = List.of(
            "poison %d",
            "{\"schemaVersion\":1,\"poison\":%d,", "{\"schemaVersion\":99,\"poison\":{\"is\":%d}}", "[%d]");

    private final Topics topics;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Letter> poison = new CopyOnWriteArrayList<>();

    Poisoner(String bootstrapServers, Topics topics) {
        this.topics = topics;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * One on every topic that anybody may read; returns when all lie there, which takes as long as the broker is away.
     *
     * @param key of a good record
     */
    void put(int number, String key) throws InterruptedException {
        String value = FORMS.get(number % FORMS.size()).formatted(number);
        for (TopicSpec topic : topics.all()) {
            if (!topic.equals(topics.deadLetters())) {
                put(topic, key, value);
            }
        }
    }

    private void put(TopicSpec topic, String key, String value) throws InterruptedException {
        int partition = Partitioning.of(key, topics.partitions());
        try {
            RecordMetadata where = producer.send(
                            new ProducerRecord<>(topic.name(), partition, key.getBytes(UTF_8), value.getBytes(UTF_8)))
                    .get();
            poison.add(new Letter(topic.name(), partition, where.offset(), value));
        } catch (ExecutionException e) {
            throw new IllegalStateException("poison cannot be put on " + topic.name(), e);
        }
    }

    List<Letter> poison() {
        return List.copyOf(poison);
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
