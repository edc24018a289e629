package io.rollcall.watcher.log;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.image.ImageKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Bytes;

/**
 * The unreadable records of one partition, on their way to the dead letters. A restart reads the log from its beginning, so a
 * record that another has since taken the place of was dealt with before, and is passed over. At most {@link #HELD} are kept
 * back until the end is reached; what is more goes at once, and may go again after a restart.
 */
final class DeadRecords {
    static final int HELD = 1_000;

    private record Dead(
            ConsumerRecord<byte[], byte[]> entry, Reading.Unreadable why, boolean sent, int failures, Instant due) {}

    private final Map<Long, Dead> dead = new LinkedHashMap<>();

    /** Keys of what is in {@link #dead}, until the end is reached. */
    private final Map<Bytes, Long> lastOffsets = new HashMap<>();

    private final OwnedPartition owner;
    private final Effects effects;
    private final Patience patience;
    private final Clock clock;
    private boolean caughtUp;

    DeadRecords(OwnedPartition owner, Effects effects, Patience patience, Clock clock) {
        this.owner = owner;
        this.effects = requireNonNull(effects, "effects is null");
        this.patience = requireNonNull(patience, "patience is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    void caughtUp() {
        caughtUp = true;
        lastOffsets.clear();
    }

    /** Another record of the same key follows. */
    void superseded(byte[] key) {
        if (!caughtUp && key != null && !lastOffsets.isEmpty()) {
            Long offset = lastOffsets.remove(Bytes.wrap(key));
            if (offset != null) {
                dead.computeIfPresent(offset, (ignored, one) -> one.sent() ? one : null);
            }
        }
    }

    void add(ConsumerRecord<byte[], byte[]> entry, Reading.Unreadable why) {
        dead.put(entry.offset(), new Dead(entry, why, false, 0, clock.instant()));
        if (!caughtUp && entry.key() != null) {
            lastOffsets.put(Bytes.wrap(entry.key()), entry.offset());
        }
    }

    /** Sends what is to be sent. */
    void work() {
        if (dead.isEmpty() || (!caughtUp && dead.size() <= HELD)) {
            return;
        }
        Instant now = clock.instant();
        for (Dead one : new ArrayList<>(dead.values())) {
            if (!one.sent() && !now.isBefore(one.due()) && effects.hasRoom()) {
                dead.put(one.entry().offset(), new Dead(one.entry(), one.why(), true, one.failures(), one.due()));
                effects.bury(owner, one.entry(), one.why().reason());
            }
        }
    }

    /** Whether the record at this offset is unreadable, and not in the dead letters yet. */
    boolean isHeld(long offset) {
        return dead.containsKey(offset);
    }

    /** @return the image under whose key it stands, if it is one's */
    Optional<ImageKey> buried(long offset) {
        Dead one = dead.remove(offset);
        if (one == null || one.entry().key() == null) {
            return Optional.empty();
        }
        lastOffsets.remove(Bytes.wrap(one.entry().key()), offset);
        if (one.why().key().isEmpty()) {
            effects.erase(owner, one.entry().key());
        }
        return one.why().key();
    }

    void failed(long offset) {
        dead.computeIfPresent(
                offset,
                (ignored, one) -> new Dead(
                        one.entry(),
                        one.why(),
                        false,
                        one.failures() + 1,
                        clock.instant().plus(patience.retries().delay(one.failures() + 1, "dead#" + offset))));
    }
}
