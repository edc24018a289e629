package io.rollcall.replay.record;

import io.rollcall.replay.incident.Reach;
import java.util.function.Function;

/** Where the record of a window comes from. First the states are read, all of them, and then the window, once. */
public interface Source extends AutoCloseable {
    /** How a document names it. */
    String name();

    /** What is asked about. */
    Window window();

    /** How far back the record goes: as far as is known before all is read, and all of it then. */
    Reach reach();

    /** Images and registries before the window; the last of each counts. */
    <T> Records<T> states(Function<Entry, T> maker);

    /** What stands in the window, in order. */
    <T> Records<T> records(Function<Entry, T> maker);

    @Override
    void close();
}
