package io.rollcall.watcher.log;

import io.rollcall.contract.image.ImageKey;
import io.rollcall.watcher.rule.Seen;
import java.util.Optional;
import java.util.function.Consumer;

/** What the informers have. Safe for use by several threads; each answer is of the moment. */
public interface Objects {
    /** Whether an object of this key could exist here: its kind is one of ours, and its namespace one that is watched. */
    boolean isOurs(ImageKey key);

    /** Whether there may be objects of our keys that are left out on purpose, by a label selector. */
    boolean isSelective();

    /** Whether the first list of this kind, {@code <plural>.<group>}, is complete. */
    boolean isSynced(String kind);

    /** The object as the informer last saw it. */
    Optional<Seen> find(ImageKey key);

    /** Every key that the informers have. */
    void forEachKey(Consumer<ImageKey> action);
}
