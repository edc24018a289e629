package io.rollcall.contract.codec;

import java.util.List;

/** What some bytes turned out to be. */
public sealed interface Decoded<T> {
    /**
     * An event.
     *
     * @param unknownFields {@code Record.field} names that this version does not know; they are to be counted, not refused
     */
    record Event<T>(T value, List<String> unknownFields) implements Decoded<T> {}

    /**
     * Nothing this version can read: for the dead letters.
     *
     * @param reason one clause for a person
     */
    record Unreadable<T>(String reason) implements Decoded<T> {}
}
