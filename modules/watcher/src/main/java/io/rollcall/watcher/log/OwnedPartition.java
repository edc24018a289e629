package io.rollcall.watcher.log;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.image.ImageKey;
import io.rollcall.watcher.log.Affair.Asked;
import io.rollcall.watcher.log.Affair.Later;
import io.rollcall.watcher.log.Affair.Question;
import io.rollcall.watcher.log.Affair.Sent;
import io.rollcall.watcher.rule.Answer;
import io.rollcall.watcher.rule.OnLog;
import io.rollcall.watcher.rule.Rule;
import io.rollcall.watcher.rule.Seen;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;

/**
 * One partition, from its assignment to its revocation. It is read from its beginning; nothing is published before the end
 * that was noted at the assignment is reached; from then on every key that either side touches is judged by the {@link Rule}.
 * What the informer lacks is judged only when the first list of its kind is complete.
 *
 * <p>For one thread. A key has at most one thing under way: a record that is sent but not read back, a GET, or a wait.
 */
final class OwnedPartition {
    private record Due(Instant at, ImageKey key) {}

    private final int number;
    private final long end;
    private final String cluster;
    private final Objects objects;
    private final Effects effects;
    private final Patience patience;
    private final Clock clock;
    private final DeadRecords dead;

    private final PartitionLog log = new PartitionLog();
    private final Map<ImageKey, Affair> affairs = new HashMap<>();
    /** The version of a key that was last published in place of other words for it. */
    private final Map<ImageKey, String> corrected = new HashMap<>();

    private final Set<ImageKey> dirty = new LinkedHashSet<>();
    private final PriorityQueue<Due> dues = new PriorityQueue<>(Comparator.comparing(Due::at));
    private final Set<String> foreignClusters = new TreeSet<>();
    private boolean caughtUp;

    /**
     * @param end the partition's end offset when it was assigned
     * @param cluster the cluster whose images these are
     */
    OwnedPartition(
            int number, long end, String cluster, Objects objects, Effects effects, Patience patience, Clock clock) {
        this.number = number;
        this.end = end;
        this.cluster = requireNonNull(cluster, "cluster is null");
        this.objects = requireNonNull(objects, "objects is null");
        this.effects = requireNonNull(effects, "effects is null");
        this.patience = requireNonNull(patience, "patience is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.dead = new DeadRecords(this, effects, patience, clock);
    }

    int number() {
        return number;
    }

    boolean isCaughtUp() {
        return caughtUp;
    }

    PartitionLog log() {
        return log;
    }

    DeadRecords dead() {
        return dead;
    }

    /** Clusters other than ours whose images stand here. */
    Set<String> foreignClusters() {
        return foreignClusters;
    }

    /** A record of one of our keys was read. */
    void read(ImageKey key, OnLog says, long offset) {
        log.append(key, says, offset);
        if (!(says instanceof OnLog.Says)) {
            corrected.remove(key);
        }
        if (affairs.get(key) instanceof Sent sent && sent.landedAt() >= 0 && offset >= sent.landedAt()) {
            affairs.remove(key);
        }
        touch(key);
    }

    /** The object that was sent under this key, if these are its very bytes, which come back from the log. */
    Optional<Seen> echo(ImageKey key, byte[] value) {
        return affairs.get(key) instanceof Sent sent ? sent.echoedBy(value) : Optional.empty();
    }

    /** Everything before this offset was read. */
    void reached(long position) {
        if (!caughtUp && position >= end) {
            caughtUp = true;
            dead.caughtUp();
            log.forEachKey(this::touch);
        }
    }

    /** Is to be judged, because something about it may have changed. */
    void touch(ImageKey key) {
        if (caughtUp) {
            dirty.add(key);
        }
    }

    /** The kind's first list is complete. The keys of its objects are touched one by one. */
    void synced(String kind) {
        log.forEachKey(key -> {
            if (key.kind().equals(kind)) {
                touch(key);
            }
        });
    }

    /** An unreadable record is in the dead letters: now another may take its place. */
    void buried(long offset) {
        dead.buried(offset).ifPresent(this::touch);
    }

    void landed(ImageKey key, long offset) {
        if (affairs.get(key) instanceof Sent sent) {
            if (log.offset(key) >= offset) {
                affairs.remove(key);
                touch(key);
            } else {
                affairs.put(key, sent.landed(offset));
            }
        }
    }

    void lost(ImageKey key) {
        if (affairs.get(key) instanceof Sent sent) {
            corrected.remove(key);
            int failures = sent.failures() + 1;
            later(key, patience.retries().delay(failures, key.toString()), Optional.empty(), failures);
        }
    }

    void answered(ImageKey key, Answer answer) {
        if (!(affairs.remove(key) instanceof Asked asked)) {
            throw new IllegalStateException("nobody asked for " + key);
        }
        if (!question(key, objects.find(key)).equals(asked.question())) {
            touch(key);
            return;
        }
        switch (Rule.settle(log.last(key), asked.question().object(), objects.isSelective(), answer)) {
            case PUBLISH -> send(key, Optional.of(((Answer.Found) answer).object()), 0);
            case CORRECT -> {
                if (!correct(key, ((Answer.Found) answer).object(), 0)) {
                    later(key, patience.unseen(), Optional.of(asked.question()), 0);
                }
            }
            case TOMBSTONE -> send(key, Optional.empty(), 0);
            case LEAVE -> left(key, asked);
            case ASK_AGAIN -> {
                int failures = asked.failures() + 1;
                later(key, patience.retries().delay(failures, key.toString()), Optional.of(asked.question()), failures);
            }
        }
    }

    /**
     * Judges what is to be judged, at most so many keys.
     *
     * @return whether some were judged, and some are left
     */
    boolean work(int most) {
        dead.work();
        if (!caughtUp) {
            return false;
        }
        wakeDue();
        int judged = 0;
        Iterator<ImageKey> keys = dirty.iterator();
        while (judged < most && keys.hasNext() && effects.hasRoom()) {
            ImageKey key = keys.next();
            keys.remove();
            judged++;
            Optional<Seen> object = objects.find(key);
            // what is absent before the first list is complete may be on its next page
            if (object.isPresent() || objects.isSynced(key.kind())) {
                judge(key, object);
            }
        }
        return judged > 0 && !dirty.isEmpty();
    }

    private void wakeDue() {
        Instant now = clock.instant();
        while (!dues.isEmpty() && !dues.peek().at().isAfter(now)) {
            touch(dues.poll().key());
        }
    }

    private void judge(ImageKey key, Optional<Seen> object) {
        if (dead.isHeld(log.offset(key))) {
            return; // published over and then killed, nobody would ever set it aside; its burial touches the key again
        }
        Affair affair = affairs.get(key);
        if (affair instanceof Sent || affair instanceof Asked) {
            return; // its end touches the key again
        }
        Question question = question(key, object);
        if (affair instanceof Later later && later.holds(question, clock.instant())) {
            return;
        }
        boolean again = affair instanceof Later later && later.isAbout(question);
        int failures = affair == null ? 0 : affair.failures();
        switch (Rule.judge(log.last(key), question.object(), cluster)) {
            case AGREED -> {
                object.ifPresent(log::share);
                settled(key);
            }
            case FOREIGN -> {
                foreignClusters.add(((OnLog.Says) log.last(key)).said().cluster());
                settled(key);
            }
            case PUBLISH -> send(key, object, failures);
            case CORRECT -> {
                if (!correct(key, object.orElseThrow(), failures)) {
                    settled(key);
                }
            }
            case ASK -> ask(key, question, again ? failures : 0);
            case WAIT -> {
                if (again) {
                    ask(key, question, failures);
                } else {
                    later(key, patience.behind(), Optional.of(question), 0);
                }
            }
        }
    }

    /** What a selector may exclude is asked for ever more rarely: a hundred thousand of another's would take all GETs there are. */
    private void left(ImageKey key, Asked asked) {
        boolean othersPerhaps =
                objects.isSelective() && asked.question().object().isEmpty();
        int times = othersPerhaps ? asked.failures() + 1 : 0;
        Duration pause = othersPerhaps ? patience.others().delay(times, key.toString()) : patience.unseen();
        later(key, pause, Optional.of(asked.question()), times);
    }

    private Question question(ImageKey key, Optional<Seen> object) {
        return new Question(log.offset(key), object.map(Seen::said));
    }

    private void settled(ImageKey key) {
        affairs.remove(key);
        log.forgetTombstone(key);
    }

    /** @return false if this version was published before in place of other words: somebody else insists on them */
    private boolean correct(ImageKey key, Seen object, int failures) {
        String version = object.said().resourceVersion();
        boolean first = !version.equals(corrected.put(key, version));
        if (first) {
            send(key, Optional.of(object), failures);
        }
        return first;
    }

    /** @param object empty for a tombstone */
    private void send(ImageKey key, Optional<Seen> object, int failures) {
        byte[] value = object.map(Seen::value).orElse(null);
        affairs.put(key, new Sent(-1, failures, object, object.map(sent -> ByteBuffer.wrap(value))));
        effects.publish(this, key, value);
    }

    private void ask(ImageKey key, Question question, int failures) {
        affairs.put(key, new Asked(question, failures));
        effects.ask(this, key);
    }

    private void later(ImageKey key, Duration after, Optional<Question> question, int failures) {
        Instant due = clock.instant().plus(after);
        affairs.put(key, new Later(due, question, failures));
        dues.add(new Due(due, key));
    }
}
