package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.runtime.health.Health;
import io.rollcall.runtime.kafka.Login;
import io.rollcall.runtime.log.LogKeys;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the loop tells of itself: readiness, metrics, logs. */
final class Signals {
    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);
    private static final String CONDITION = "kafka";

    private final Health health;
    private final MeterRegistry meters;
    private final String servers;
    private final Map<String, String> kinds;
    private final Timer batches;

    Signals(Health health, MeterRegistry meters, String servers, List<ResourceKind> kinds) {
        this.health = requireNonNull(health, "health is null");
        this.meters = requireNonNull(meters, "meters is null");
        this.servers = requireNonNull(servers, "servers is null");
        this.kinds = kinds.stream().collect(Collectors.toMap(ResourceKind::crd, ResourceKind::kind));
        this.batches = Timer.builder("rollcall.writer.batch")
                .description("time from a poll to its committed transaction")
                .register(meters);
    }

    /** @param silence what is told of brokers that do not answer */
    void polled(boolean joined, Optional<String> silence) {
        if (silence.isPresent()) {
            health.waiting(CONDITION, silence.get());
        } else if (joined) {
            health.ok(CONDITION);
        } else {
            health.waiting(CONDITION, "The status-writer has not joined its consumer group yet; wait.");
        }
    }

    void committed(Collection<Note> notes, Collection<Unreadable> unreadable, Duration took) {
        batches.record(took);
        for (Note note : notes) {
            meters.counter(
                            "rollcall.transitions",
                            "kind",
                            kinds.getOrDefault(note.transition().key().kind(), "unknown"),
                            "change",
                            note.transition().change(),
                            "outcome",
                            note.transition().outcome().name().toLowerCase(java.util.Locale.ROOT))
                    .increment();
        }
        for (Unreadable letter : unreadable) {
            meters.counter("rollcall.dead.letters", "topic", letter.source().topic())
                    .increment();
            LOG.atWarn()
                    .addKeyValue(LogKeys.TOPIC, letter.source().topic())
                    .addKeyValue(LogKeys.PARTITION, letter.source().partition())
                    .addKeyValue(LogKeys.OFFSET, letter.source().offset())
                    .addKeyValue(LogKeys.REASON, letter.reason())
                    .log("dead letter");
        }
    }

    /** The brokers, for messages. */
    String servers() {
        return servers;
    }

    /** A transaction or a session failed; what it held is delivered again. */
    void failed(RuntimeException cause) {
        String sentence = sentence(cause);
        health.waiting(CONDITION, sentence);
        LOG.atWarn()
                .addKeyValue(LogKeys.ERROR, cause.toString())
                .addKeyValue(LogKeys.REASON, sentence)
                .log("not committed, to be settled again");
        LOG.atDebug().setCause(cause).log("not committed");
    }

    private String sentence(RuntimeException e) {
        if (e instanceof ProducerFencedException) {
            return "Another status-writer uses this one's transactional id; give each replica a HOSTNAME of its own.";
        } else if (e instanceof AuthorizationException) {
            return "Kafka does not allow it (" + e.getMessage()
                    + "); grant this client Read on the results, registries, transitions and its group, Write on its topics and transactional id.";
        }
        if (e instanceof UnknownTopicOrPartitionException) {
            return "A topic is gone (" + e.getMessage()
                    + "); it is created again where we may, else create it: rollcall topics create.";
        }
        return Login.sentence(servers, e)
                .orElseGet(() -> "Kafka at " + servers + " did not take a transaction (" + e.getMessage()
                        + "); check the brokers and the way to them. Nothing is lost meanwhile.");
    }
}
