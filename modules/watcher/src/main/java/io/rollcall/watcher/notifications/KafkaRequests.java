package io.rollcall.watcher.notifications;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.probe.ProbeRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Requests on Kafka. The producer is made when it is first needed, and anew after a failure that it may not recover from.
 * Nothing is produced before the topic is known to be there: a producer's asking could create it with other settings.
 */
final class KafkaRequests implements Requests, AutoCloseable {

    /** Longest wait for all of a delivery; a registry waits that long for an answer if it is told to. */
    static final Duration WITHIN = Duration.ofSeconds(5);

    private static final int BLOCK_MILLIS = 2_000;
    private static final int REQUEST_MILLIS = 3_000;
    private static final int DELIVERY_MILLIS = 4_000;

    private final EventCodec<ProbeRequest> codec = EventCodec.of(ProbeRequest.class);
    private final String topic;
    private final Ready ready;
    private final Supplier<Producer<byte[], byte[]>> make;
    private final Duration within;
    private Producer<byte[], byte[]> producer;
    private boolean topicIsThere;
    private boolean closed;

    /** Says what keeps the topic from being used, if anything does; looks, and creates it if it must. */
    interface Ready {
        Optional<String> trouble() throws InterruptedException;
    }

    KafkaRequests(String topic, Ready ready, Supplier<Producer<byte[], byte[]>> make, Duration within) {
        this.topic = requireNonNull(topic, "topic is null");
        this.ready = requireNonNull(ready, "ready is null");
        this.make = requireNonNull(make, "make is null");
        this.within = requireNonNull(within, "within is null");
    }

    /** Gives up before the registry does; whatever was given up may land all the same, which is harmless. */
    static Map<String, Object> settings(Map<String, Object> producer) {
        Map<String, Object> settings = new HashMap<>(producer);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
        return settings;
    }

    @Override
    public Optional<String> put(List<ProbeRequest> requests) throws InterruptedException {
        if (requests.isEmpty()) {
            return Optional.empty();
        }
        long until = System.nanoTime() + within.toNanos();
        Optional<String> trouble = awaitTopic();
        if (trouble.isPresent()) {
            return trouble;
        }
        Producer<byte[], byte[]> current;
        try {
            current = producer();
        } catch (KafkaException | IllegalStateException e) {
            return Optional.of(words(e));
        }
        return put(current, requests, until);
    }

    private Optional<String> put(Producer<byte[], byte[]> to, List<ProbeRequest> requests, long until)
            throws InterruptedException {
        try {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (ProbeRequest request : requests) {
                if (System.nanoTime() > until) {
                    return Optional.of(late());
                }
                byte[] key = request.repository().getBytes(UTF_8);
                sent.add(to.send(new ProducerRecord<>(topic, key, codec.encode(request))));
            }
            for (Future<RecordMetadata> one : sent) {
                one.get(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
            return Optional.empty();
        } catch (TimeoutException e) {
            return Optional.of(late());
        } catch (ExecutionException e) {
            discardUnlessItRecovers(to, e.getCause());
            return Optional.of(words(e.getCause()));
        } catch (KafkaException | IllegalStateException e) {
            discardUnlessItRecovers(to, e);
            return Optional.of(words(e));
        }
    }

    /** One at a time asks; who comes meanwhile waits for the same answer. */
    private synchronized Optional<String> awaitTopic() throws InterruptedException {
        if (!topicIsThere) {
            Optional<String> trouble = ready.trouble();
            topicIsThere = trouble.isEmpty();
            return trouble;
        }
        return Optional.empty();
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (closed) {
            throw new IllegalStateException("the service is stopping");
        }
        if (producer == null) {
            producer = make.get();
        }
        return producer;
    }

    private synchronized void discardUnlessItRecovers(Producer<byte[], byte[]> failed, Throwable failure) {
        if (!(failure instanceof RetriableException) && failed == producer) {
            producer = null;
            failed.close(Duration.ZERO);
        }
    }

    private String late() {
        return "Kafka has not acknowledged them within " + within.toMillis() + " ms";
    }

    private static String words(Throwable failure) {
        return "Kafka has not taken them (%s)"
                .formatted(String.valueOf(failure.getMessage()).replaceFirst("\\.$", ""));
    }

    void close(Duration within) {
        Producer<byte[], byte[]> last;
        synchronized (this) {
            closed = true;
            last = producer;
            producer = null;
        }
        if (last != null) {
            last.close(within);
        }
    }

    @Override
    public void close() {
        close(Duration.ZERO);
    }
}
