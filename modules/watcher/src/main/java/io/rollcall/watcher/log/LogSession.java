package io.rollcall.watcher.log;

import static java.util.Objects.requireNonNull;

import io.rollcall.runtime.health.Health;
import io.rollcall.runtime.kafka.Silence;
import io.rollcall.runtime.log.LogKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One membership in the group: from subscribing until the thread is told to stop or the clients are beyond repair. Reads,
 * delivers messages, judges; again and again, on one thread.
 */
final class LogSession implements ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(LogSession.class);
    private static final Duration POLL = Duration.ofMillis(50);

    /** There is more to be done as soon as there is room for it. */
    private static final Duration GLANCE = Duration.ofMillis(2);

    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration POSITION = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final KafkaEffects effects;
    private final Ownership ownership;
    private final Inbox inbox;
    private final LogHealth health;
    private final Silence silence;
    private final String topic;
    private final Clock clock;
    private Instant lookedAt = Instant.EPOCH;
    private boolean joined;
    private boolean busy;

    LogSession(
            Consumer<byte[], byte[]> consumer,
            KafkaEffects effects,
            Ownership ownership,
            Inbox inbox,
            Health health,
            String servers,
            String topic,
            Clock clock) {
        this.consumer = requireNonNull(consumer, "consumer is null");
        this.effects = requireNonNull(effects, "effects is null");
        this.ownership = requireNonNull(ownership, "ownership is null");
        this.inbox = requireNonNull(inbox, "inbox is null");
        this.health = new LogHealth(health, topic);
        this.silence = new Silence(servers);
        this.topic = requireNonNull(topic, "topic is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    void join() {
        health.joining();
        consumer.subscribe(List.of(topic), this);
    }

    /** One round: at most a poll's wait, a thousand-odd judgements a partition, and no blocking call in between. */
    void round() {
        try {
            ConsumerRecords<byte[], byte[]> read = consumer.poll(busy ? GLANCE : POLL);
            read.forEach(ownership::read);
        } catch (InvalidOffsetException e) {
            // the log was cut or made anew under us: what was known of it is worth nothing
            begin(e.partitions());
        }
        ownership.reached(positions());
        List<Message> messages = inbox.drain();
        ownership.deliver(messages);
        health.after(messages);
        busy = ownership.work();
        if (joined && ownership.owned().isEmpty()) {
            lookForTopic();
        }
        if (joined) {
            health.standing(ownership, silence.trouble(consumer::metrics));
        }
    }

    /**
     * Who owns nothing is one replica of too many, or its topic was deleted.
     *
     * @throws UnknownTopicOrPartitionException where it was
     */
    private void lookForTopic() {
        Instant now = clock.instant();
        if (now.isBefore(lookedAt.plus(LOOK))) {
            return;
        }
        lookedAt = now;
        boolean gone;
        try {
            gone = consumer.partitionsFor(topic, POSITION).isEmpty();
        } catch (TimeoutException e) {
            // brokers that do not answer are told of elsewhere
            LOG.atDebug().addKeyValue(LogKeys.TOPIC, topic).log("partitions not known yet");
            return;
        }
        if (gone) {
            throw new UnknownTopicOrPartitionException("the topic was deleted");
        }
    }

    private Map<Integer, Long> positions() {
        Map<Integer, Long> positions = new HashMap<>();
        for (int partition : ownership.catchingUp()) {
            try {
                positions.put(partition, consumer.position(new TopicPartition(topic, partition), POSITION));
            } catch (TimeoutException e) {
                // not known yet: the next round asks again
                LOG.atDebug().addKeyValue(LogKeys.PARTITION, partition).log("position not known yet");
            }
        }
        return positions;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        joined = true;
        begin(partitions);
        log("partitions assigned", partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        forget(partitions);
        // what the next owner reads must hold all that we sent
        effects.flush();
        log("partitions revoked", partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        forget(partitions);
        log("partitions lost", partitions);
    }

    private void begin(Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        consumer.seekToBeginning(partitions);
        consumer.endOffsets(partitions).forEach((partition, end) -> ownership.assigned(partition.partition(), end));
    }

    private void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> ownership.revoked(partition.partition()));
        health.forget();
    }

    private void log(String event, Collection<TopicPartition> partitions) {
        LOG.atInfo()
                .addKeyValue(LogKeys.TOPIC, topic)
                .addKeyValue(
                        LogKeys.PARTITION,
                        partitions.stream()
                                .map(TopicPartition::partition)
                                .sorted()
                                .toList())
                .log(event);
    }

    /** Waits for what was sent, then leaves the group: the next owner reads it all. */
    void leave(Duration within) {
        effects.close(within);
        ownership.revokedAll();
        consumer.close(CloseOptions.timeout(within));
    }
}
