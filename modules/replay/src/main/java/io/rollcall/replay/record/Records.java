package io.rollcall.replay.record;

/**
 * Records in their one order. Not safe for use by several threads.
 *
 * @param <T> what is made of each
 */
public interface Records<T> extends AutoCloseable {
    /** The next one; null after the last. */
    T next() throws InterruptedException;

    /** How many offsets, or records of a file, have been passed so far. */
    long passed();

    /** How many there are to pass; 0 where that is not known. */
    long total();

    @Override
    void close();
}
