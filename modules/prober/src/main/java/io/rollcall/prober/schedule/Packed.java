package io.rollcall.prober.schedule;

/**
 * A type of stored value in few bytes.
 *
 * @param <T> the value's record
 */
interface Packed<T> {
    /** @return whether the value has a packed form; else it is stored as JSON */
    boolean fits(T value);

    void write(PackWriter out, T value);

    /** @throws IllegalArgumentException or another runtime exception where the bytes are none that {@link #write} wrote */
    T read(PackReader in);
}
