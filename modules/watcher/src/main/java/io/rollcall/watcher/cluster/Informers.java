package io.rollcall.watcher.cluster;

import io.rollcall.contract.image.ImageKey;
import io.rollcall.watcher.rule.Seen;
import java.util.Optional;
import java.util.function.Consumer;

/** What watches one kind. Started once, stopped once, and of no further use then. */
interface Informers {
    void start();

    void stop();

    /** Whether every first list is complete. */
    boolean isSynced();

    /** Whether every watch is open. */
    boolean isWatching();

    /** Whether one gave up: only new ones will do. */
    boolean isStopped();

    /** What failed last, if no list was completed since. */
    Optional<Throwable> failure();

    Optional<Seen> find(ImageKey key);

    void forEachKey(Consumer<ImageKey> action);
}
