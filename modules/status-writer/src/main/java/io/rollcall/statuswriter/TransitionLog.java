package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.rules.Change;
import io.rollcall.contract.topics.Partitioning;
import io.rollcall.contract.topics.Topics;
import io.rollcall.contract.transition.Outcome;
import io.rollcall.runtime.log.LogKeys;
import io.rollcall.statuswriter.Streaks.Streak;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic of transitions, read where it matters and no sooner: it remembers over restarts, and over hand-overs of
 * partitions. Every answer knows whatever was committed before the question was put. Needs no clients until it is asked.
 */
final class TransitionLog implements Precedents, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TransitionLog.class);
    private static final int REMEMBERED = 50_000;

    private final Supplier<TransitionReader> readers;
    private final Topics topics;
    private final Streaks streaks = new Streaks(REMEMBERED);
    private final Map<TopicPartition, Reach> reached = new HashMap<>();
    private TransitionReader reader;

    /**
     * How far a partition was read.
     *
     * @param nanos when that reading began
     */
    private record Reach(TransitionReader.Stretch stretch, long nanos) {}

    TransitionLog(Supplier<TransitionReader> readers, Topics topics) {
        this.readers = requireNonNull(readers, "readers is null");
        this.topics = requireNonNull(topics, "topics is null");
    }

    @Override
    public Optional<Precedent> of(ProbeResult result, Change change) {
        long asked = System.nanoTime();
        Streak streak = new Streak(result.uid(), change.name(), result.verdictSince());
        synchronized (this) {
            Precedent known = streaks.of(streak);
            // These last as long as the verdict: nothing that was told since can matter.
            if (known.told().contains(Outcome.OBSERVED) || known.told().contains(Outcome.CONTESTED)) {
                return Optional.of(known);
            }
            int partition = Partitioning.of(result.key().toString(), topics.partitions());
            try {
                catchUp(new TopicPartition(topics.transitions().name(), partition), streak, result.probedAt(), asked);
                return Optional.of(streaks.of(streak));
            } catch (KafkaException e) {
                LOG.atWarn()
                        .addKeyValue(LogKeys.TOPIC, topics.transitions().name())
                        .addKeyValue(LogKeys.ERROR, e.toString())
                        .log("what was told before cannot be read; this client needs Read on the topic");
                close();
                return Optional.empty();
            }
        }
    }

    /**
     * Whoever waited while another read on needs to read no more: that began after the question was put. Who goes back goes
     * back twice as far as is needed now, so that older and older verdicts read it again but a few times.
     */
    private void catchUp(TopicPartition partition, Streak streak, Instant probed, long asked) {
        Reach reach = reached.get(partition);
        if (reach != null && reach.stretch().holds(streak.since()) && reach.nanos() - asked > 0) {
            return;
        }
        if (reader == null) {
            reader = readers.get();
        }
        long begun = System.nanoTime();
        TransitionReader.Stretch before = reach != null && reach.stretch().holds(streak.since())
                ? reach.stretch()
                : reader.from(
                        partition,
                        streak.since()
                                .minus(Duration.between(streak.since(), probed).abs()));
        reached.put(partition, new Reach(reader.read(partition, before, streaks::take), begun));
    }

    /** It can be asked again all the same. */
    @Override
    public synchronized void close() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
