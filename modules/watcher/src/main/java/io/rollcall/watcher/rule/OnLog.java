package io.rollcall.watcher.rule;

/** What the last record of a key on the log is. */
public sealed interface OnLog {
    /** There is none, or it is a tombstone. */
    OnLog NOTHING = new Nothing();

    /** There is one, which cannot be read. */
    OnLog UNREADABLE = new Unreadable();

    /** No record, or a tombstone. */
    record Nothing() implements OnLog {}

    /** A record that cannot be read: as good as none where the object exists, and to be cleared away where it does not. */
    record Unreadable() implements OnLog {}

    /** A record that says something. */
    record Says(Said said) implements OnLog {}
}
