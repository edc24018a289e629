package io.rollcall.watcher.log;

import io.rollcall.contract.image.ImageKey;
import io.rollcall.watcher.rule.OnLog;
import io.rollcall.watcher.rule.Seen;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The last record of every key of one partition, and how many images there are by kind and phase. */
final class PartitionLog {
    /** What images are counted by. */
    record Group(String kind, String phase) {}

    private record Last(OnLog says, long offset) {}

    private static final Last NONE = new Last(OnLog.NOTHING, -1);

    private final Map<ImageKey, Last> last = new HashMap<>();
    private final Map<Group, Integer> census = new HashMap<>();

    void append(ImageKey key, OnLog says, long offset) {
        count(key, last(key), -1);
        count(key, says, 1);
        last.put(key, new Last(says, offset));
    }

    OnLog last(ImageKey key) {
        return last.getOrDefault(key, NONE).says();
    }

    /** The last record's offset; -1 if there is none, or none that is remembered. */
    long offset(ImageKey key) {
        return last.getOrDefault(key, NONE).offset();
    }

    /** Keeps what the last record says, where the informer's object says the very same, in the object's room. */
    void share(Seen object) {
        ImageKey key = object.key();
        Last now = last.get(key);
        if (now != null && now.says() instanceof OnLog.Says says && says.said().isCopyOf(object.said())) {
            last.remove(key);
            last.put(key, new Last(new OnLog.Says(object.said()), now.offset()));
        }
    }

    /** Nothing hangs on this key's tombstone any more. */
    void forgetTombstone(ImageKey key) {
        if (last(key) instanceof OnLog.Nothing) {
            last.remove(key);
        }
    }

    void forEachKey(Consumer<ImageKey> action) {
        last.keySet().forEach(action);
    }

    /** Images on the log; no group is counted as zero. */
    Map<Group, Integer> census() {
        return census;
    }

    private void count(ImageKey key, OnLog says, int by) {
        if (says instanceof OnLog.Says state) {
            census.merge(
                    new Group(key.kind(), state.said().phase()),
                    by,
                    (a, b) -> a + b == 0 ? null : Integer.valueOf(a + b));
        }
    }
}
