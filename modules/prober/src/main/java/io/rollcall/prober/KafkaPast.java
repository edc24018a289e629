package io.rollcall.prober;

import static java.util.Objects.requireNonNull;

import io.rollcall.prober.schedule.Past;
import io.rollcall.prober.schedule.ProbeTopology;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Finds out whether the prober's own state is gone: when a task begins, and, looking now and then, while it runs. Of one
 * run of the stream. Thread-safe, but for {@link #look}.
 */
final class KafkaPast implements Past {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    /** While it is not known what there is, and while something seems to be gone. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    /** A stream that found what was just being deleted does not make it, and waits in vain. */
    private static final Duration MADE_WITHIN = Duration.ofSeconds(30);

    private final OwnTopics topics;
    private final Instant madeUntil;
    private final AtomicReference<String> lost = new AtomicReference<>();
    private Map<String, Uuid> known = Map.of();
    private CompletableFuture<Map<String, Uuid>> asked;
    private Instant askedAt = Instant.MIN;
    private boolean missedOnce;

    private KafkaPast(OwnTopics topics, Instant madeUntil) {
        this.topics = requireNonNull(topics, "topics is null");
        this.madeUntil = requireNonNull(madeUntil, "madeUntil is null");
    }

    /** Of a stream that may take its time. */
    static KafkaPast of(OwnTopics topics) {
        return new KafkaPast(topics, Instant.MAX);
    }

    /** Of a stream that begins anew: its topics are there soon, or never. */
    static KafkaPast anew(OwnTopics topics, Instant now) {
        return new KafkaPast(topics, now.plus(MADE_WITHIN));
    }

    @Override
    public Optional<String> commandsTopic() {
        String name = ProbeTopology.commandsTopic(topics.applicationId());
        return Optional.ofNullable(OwnTopics.await(topics.ids()).get(name))
                .filter(id -> !id.equals(Uuid.ZERO_UUID))
                .map(Uuid::toString);
    }

    @Override
    public boolean hasRead(List<String> names, int partition) {
        Map<TopicPartition, OffsetAndMetadata> committed = topics.committed();
        return names.stream()
                .map(name -> committed.get(new TopicPartition(name, partition)))
                .anyMatch(offset -> offset != null && offset.offset() > 0);
    }

    @Override
    public void lost(String what) {
        lost.compareAndSet(null, what);
    }

    /** @return what is gone; empty as long as nothing is */
    Optional<String> lost() {
        return Optional.ofNullable(lost.get());
    }

    /** Is called often, and asks the brokers seldom; never waits. */
    void look(Instant now) {
        Duration pause = known.isEmpty() || missedOnce ? LOOK_AGAIN : LOOK_EVERY;
        if (asked == null && (now.isBefore(askedAt) || !now.isBefore(askedAt.plus(pause)))) {
            askedAt = now;
            asked = topics.ids();
        } else if (asked != null && asked.isDone()) {
            if (!asked.isCompletedExceptionally()) {
                compare(asked.join());
                if (known.isEmpty() && now.isAfter(madeUntil)) {
                    lost("its topics were not made");
                }
            }
            asked = null;
        }
    }

    /** One that is missing must be missing twice: a broker that just came back may not know it yet. */
    private void compare(Map<String, Uuid> now) {
        for (Map.Entry<String, Uuid> one : known.entrySet()) {
            Uuid found = now.get(one.getKey());
            if (found != null && !found.equals(one.getValue())) {
                lost("the topic " + one.getKey() + " was deleted");
            } else if (found == null && missedOnce) {
                lost("the topic " + one.getKey() + " is gone");
            }
        }
        missedOnce = !now.keySet().containsAll(known.keySet());
        if (known.isEmpty()
                && now.size()
                        == ProbeTopology.stateTopics(topics.applicationId()).size()) {
            known = Map.copyOf(now);
        }
    }
}
