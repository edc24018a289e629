package io.rollcall.replay.record;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.topics.Topics;
import io.rollcall.replay.incident.Reach;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * The topics themselves. It needs Read and Describe on them and nothing else; its methods throw Kafka's exceptions, and an
 * interrupt ends them.
 */
public final class BusSource implements Source {
    private static final Duration GONE = Duration.ofMillis(500);
    /** What one fetch brings of a partition: with six topics of twelve partitions some 20 MiB are on their way at most. */
    private static final int FETCH = 256 << 10;

    private final Topics topics;
    private final Consumer<byte[], byte[]> consumer;
    private final Plan plan;
    private final Compaction compaction = new Compaction();
    private boolean read;

    private BusSource(Topics topics, Consumer<byte[], byte[]> consumer, Plan plan) {
        this.topics = topics;
        this.consumer = consumer;
        this.plan = plan;
    }

    /**
     * Finds the window on the topics.
     *
     * @param settings of a consumer without a group that sees committed records only
     * @param patience longest wait for one answer of the brokers
     * @throws BadRecordException where nothing of the window is there, or a topic is not
     */
    public static BusSource open(
            Map<String, Object> settings, Topics topics, Moment from, Moment to, Duration patience) {
        requireNonNull(topics, "topics is null");
        Consumer<byte[], byte[]> consumer = consumer(settings, patience);
        try {
            return new BusSource(topics, consumer, new Planner(consumer, topics, patience).plan(from, to));
        } catch (RuntimeException e) {
            close(consumer);
            throw e;
        }
    }

    /**
     * How far back a replay of these topics can reach, in a sentence.
     *
     * @param settings as {@link #open} takes them
     */
    public static String reach(Map<String, Object> settings, Topics topics, Duration patience) {
        Consumer<byte[], byte[]> consumer = consumer(settings, patience);
        try {
            return Reaches.sentence(new Planner(consumer, topics, patience).firsts(), sort -> sort.on(topics)
                    .name());
        } finally {
            close(consumer);
        }
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> settings, Duration patience) {
        Map<String, Object> own = new HashMap<>(settings);
        own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        own.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(patience.toMillis()));
        own.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH);
        own.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 * FETCH);
        own.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        return new KafkaConsumer<>(own);
    }

    @Override
    public String name() {
        return "topics " + topics.prefix() + ".*";
    }

    @Override
    public Window window() {
        return plan.window();
    }

    @Override
    public Reach reach() {
        return read
                ? Reaches.compacted(
                        plan.reach(),
                        compaction.until(plan.window(), plan.records()),
                        topics.images().name())
                : plan.reach();
    }

    @Override
    public <T> Records<T> states(Function<Entry, T> maker) {
        return new Merge<>(consumer, plan.states(), maker, compaction);
    }

    @Override
    public <T> Records<T> records(Function<Entry, T> maker) {
        read = true;
        return new Merge<>(consumer, plan.records(), maker, compaction);
    }

    /** What is to be read of the bus. */
    record Plan(Window window, Reach reach, List<Range> states, List<Range> records) {}

    @Override
    public void close() {
        close(consumer);
    }

    /** Who was interrupted stays so; the client would only complain of it in its log. */
    private static void close(Consumer<byte[], byte[]> consumer) {
        boolean interrupted = Thread.interrupted();
        try {
            consumer.close(CloseOptions.timeout(GONE));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
