package io.rollcall.watcher.log;

import io.rollcall.contract.image.ImageKey;
import io.rollcall.watcher.rule.Said;
import java.util.Optional;

/** What a record on the log turned out to be. */
sealed interface Reading {
    /**
     * Not for us to judge: of a kind or namespace that is not watched here.
     *
     * @param why one word, for counting
     */
    record Ignored(String why) implements Reading {}

    /** A tombstone. */
    record Gone(ImageKey key) implements Reading {}

    /**
     * A state.
     *
     * @param unknownFields how many of its fields this version does not know
     */
    record Says(ImageKey key, Said said, int unknownFields) implements Reading {}

    /**
     * Bytes that make no sense.
     *
     * @param key empty where not even the key can be read
     * @param reason one clause for a person
     */
    record Unreadable(Optional<ImageKey> key, String reason) implements Reading {}
}
