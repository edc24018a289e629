package io.rollcall.watcher.log;

import static java.util.Objects.requireNonNull;

import io.rollcall.runtime.health.Health;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;

/** What is told of the log: in which partitions it is read, and whether records get through. */
final class LogHealth {
    private static final String LOG = "log";
    private static final String PUBLISHING = "publishing";
    private static final String PREFIX = "topic-prefix";

    private final Health health;
    private final String topic;

    LogHealth(Health health, String topic) {
        this.health = requireNonNull(health, "health is null");
        this.topic = requireNonNull(topic, "topic is null");
    }

    void joining() {
        health.waiting(LOG, "joining the group of watchers on " + topic + "; wait.");
    }

    void broken(Exception failure, Duration pause) {
        health.waiting(
                LOG,
                "the log %s cannot be worked on (%s), trying again in %d s; check the brokers and this service's rights."
                        .formatted(topic, failure.getMessage(), Math.max(1, pause.toSeconds())));
    }

    /** Nothing comes from the brokers, not even an error. */
    void silent(Duration since) {
        health.waiting(
                LOG,
                "the brokers have not answered about %s for %d s; check them and the way to them. Nothing is lost meanwhile."
                        .formatted(topic, since.toSeconds()));
    }

    void standing(Ownership ownership) {
        Set<Integer> behind = ownership.catchingUp();
        if (behind.isEmpty()) {
            health.ok(LOG);
        } else {
            health.waiting(
                    LOG,
                    "reading %d of %d partitions of %s from the beginning; wait."
                            .formatted(behind.size(), ownership.owned().size(), topic));
        }
        Set<String> foreign = ownership.foreignClusters();
        if (foreign.isEmpty()) {
            health.remove(PREFIX);
        } else {
            health.waiting(
                    PREFIX,
                    "%s bears images of cluster %s, which are left alone; give each cluster a kafka.topicPrefix of its own."
                            .formatted(topic, String.join(", ", foreign)));
        }
    }

    /** What was under way in partitions that are gone is another's affair. */
    void forget() {
        health.remove(PUBLISHING);
    }

    /**
     * Tells of sends that failed.
     *
     * @throws BrokenProducerException where the producer will not recover
     */
    void after(List<Message> messages) {
        if (messages.stream().anyMatch(Message.Landed.class::isInstance)) {
            health.ok(PUBLISHING);
        }
        for (Message message : messages) {
            if (message instanceof Message.Lost lost) {
                lost(lost.failure());
            } else if (message instanceof Message.Buried buried) {
                buried.failure().ifPresent(this::lost);
            }
        }
    }

    private void lost(Exception failure) {
        health.waiting(
                PUBLISHING,
                "a record did not reach the brokers (%s) and is sent again; check the brokers and this service's rights."
                        .formatted(failure.getMessage()));
        boolean mayHeal = failure instanceof RetriableException
                || failure instanceof AuthorizationException
                || failure instanceof RecordTooLargeException
                || failure instanceof InvalidConfigurationException;
        if (!mayHeal) {
            throw new BrokenProducerException(failure);
        }
    }

    /** The producer is beyond repair; a new one is needed. */
    static final class BrokenProducerException extends RuntimeException {
        BrokenProducerException(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }
}
