package io.rollcall.watcher.log;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.topics.Partitioning;
import io.rollcall.watcher.rule.OnLog;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The partitions that this replica owns, and which of them a record, a message or a key is for. For one thread. */
final class Ownership {
    /** Keys judged between two polls, so that polling never waits for judging. */
    static final int KEYS_AT_ONCE = 2_000;

    private final Map<Integer, OwnedPartition> owned = new TreeMap<>();
    private final Set<Integer> catchingUp = new HashSet<>();
    private final int partitions;
    private final String cluster;
    private final Objects objects;
    private final Effects effects;
    private final LogMeters meters;
    private final Patience patience;
    private final Clock clock;
    private final RecordReader reader;

    Ownership(
            int partitions,
            String cluster,
            Objects objects,
            Effects effects,
            LogMeters meters,
            Patience patience,
            Clock clock) {
        this.partitions = partitions;
        this.cluster = requireNonNull(cluster, "cluster is null");
        this.objects = requireNonNull(objects, "objects is null");
        this.effects = requireNonNull(effects, "effects is null");
        this.meters = requireNonNull(meters, "meters is null");
        this.patience = requireNonNull(patience, "patience is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.reader = new RecordReader(objects, partitions);
    }

    /** From now on ours; whatever was known of it before is forgotten. */
    void assigned(int partition, long end) {
        owned.put(partition, new OwnedPartition(partition, end, cluster, objects, effects, patience, clock));
        catchingUp.add(partition);
    }

    /** Ours no longer. */
    void revoked(int partition) {
        owned.remove(partition);
        catchingUp.remove(partition);
    }

    /** None is ours any longer. */
    void revokedAll() {
        owned.clear();
        catchingUp.clear();
        meters.census(owned.values());
    }

    /** Those whose end is not yet reached. */
    Set<Integer> catchingUp() {
        return Set.copyOf(catchingUp);
    }

    Collection<OwnedPartition> owned() {
        return owned.values();
    }

    /** Clusters other than ours whose images stand in our partitions. */
    Set<String> foreignClusters() {
        Set<String> all = new TreeSet<>();
        owned.values().forEach(partition -> all.addAll(partition.foreignClusters()));
        return all;
    }

    void read(ConsumerRecord<byte[], byte[]> entry) {
        OwnedPartition partition = owned.get(entry.partition());
        if (partition == null) {
            return;
        }
        partition.dead().superseded(entry.key());
        Reading reading = reader.read(entry, partition::echo);
        if (reading instanceof Reading.Says says) {
            meters.unknownFields(says.unknownFields());
            partition.read(says.key(), new OnLog.Says(says.said()), entry.offset());
        } else if (reading instanceof Reading.Gone gone) {
            partition.read(gone.key(), OnLog.NOTHING, entry.offset());
        } else if (reading instanceof Reading.Unreadable unreadable) {
            partition.dead().add(entry, unreadable);
            unreadable.key().ifPresent(key -> partition.read(key, OnLog.UNREADABLE, entry.offset()));
        } else {
            meters.ignored(((Reading.Ignored) reading).why());
        }
    }

    /** Where the reading of partitions stands that are catching up. */
    void reached(Map<Integer, Long> positions) {
        Set<Integer> done = new HashSet<>();
        positions.forEach((number, position) -> {
            OwnedPartition partition = owned.get(number);
            partition.reached(position);
            if (partition.isCaughtUp()) {
                done.add(number);
            }
        });
        if (!done.isEmpty()) {
            catchingUp.removeAll(done);
            objects.forEachKey(key -> {
                if (done.contains(partitionOf(key))) {
                    owned.get(partitionOf(key)).touch(key);
                }
            });
        }
    }

    void deliver(List<Message> messages) {
        messages.forEach(this::deliver);
    }

    private void deliver(Message message) {
        if (message instanceof Message.Changed changed) {
            touch(changed.key());
        } else if (message instanceof Message.Synced synced) {
            owned.values().forEach(partition -> partition.synced(synced.kind()));
            objects.forEachKey(key -> {
                if (key.kind().equals(synced.kind())) {
                    touch(key);
                }
            });
        } else if (message instanceof Message.Answered answered) {
            if (owns(answered.by())) {
                answered.by().answered(answered.key(), answered.answer());
            }
        } else if (message instanceof Message.Landed landed) {
            if (landed.tombstone()) {
                meters.tombstone(landed.key().kind());
            } else {
                meters.published(landed.key().kind());
            }
            if (owns(landed.by())) {
                landed.by().landed(landed.key(), landed.offset());
            }
        } else if (message instanceof Message.Lost lost) {
            meters.lost(lost.key().kind());
            if (owns(lost.by())) {
                lost.by().lost(lost.key());
            }
        } else if (message instanceof Message.Buried buried) {
            buried(buried);
        }
    }

    private void buried(Message.Buried buried) {
        if (buried.failure().isEmpty()) {
            meters.unreadable();
        }
        if (owns(buried.by())) {
            if (buried.failure().isEmpty()) {
                buried.by().buried(buried.offset());
            } else {
                buried.by().dead().failed(buried.offset());
            }
        }
    }

    /**
     * Judges what is to be judged.
     *
     * @return whether it got on, and left some for the next time
     */
    boolean work() {
        boolean more = false;
        for (OwnedPartition partition : owned.values()) {
            more |= partition.work(KEYS_AT_ONCE);
        }
        meters.census(owned.values());
        return more;
    }

    private void touch(ImageKey key) {
        OwnedPartition partition = owned.get(partitionOf(key));
        if (partition != null) {
            partition.touch(key);
        }
    }

    /** A partition that was given away and came back is another one: it was read anew. */
    private boolean owns(OwnedPartition partition) {
        return owned.get(partition.number()) == partition;
    }

    private int partitionOf(ImageKey key) {
        return Partitioning.of(key.toString(), partitions);
    }
}
