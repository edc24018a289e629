package io.rollcall.watcher.log;

import io.rollcall.contract.image.ImageKey;
import io.rollcall.watcher.rule.Answer;
import java.util.Optional;

/** What is put to the thread that owns the decisions. */
sealed interface Message {
    /** The informer of a key saw its object change, come or go. */
    record Changed(ImageKey key) implements Message {}

    /** The first list of a kind is complete. */
    record Synced(String kind) implements Message {}

    /** A GET that this partition asked for came back. */
    record Answered(OwnedPartition by, ImageKey key, Answer answer) implements Message {}

    /** A record that this partition published stands on the log. */
    record Landed(OwnedPartition by, ImageKey key, long offset, boolean tombstone) implements Message {}

    /** A record that this partition published may not stand on the log. */
    record Lost(OwnedPartition by, ImageKey key, Exception failure) implements Message {}

    /** An unreadable record is in the dead letters, unless there is a failure. */
    record Buried(OwnedPartition by, long offset, Optional<Exception> failure) implements Message {}
}
