package io.rollcall.testkit;

import java.time.Duration;

/** What a {@link FlakyProxy} does to connections. */
public sealed interface Fault {

    /** Nothing: bytes pass both ways. */
    record Pass() implements Fault {}

    /** Nobody listens; connections that are open are reset. */
    record Refuse() implements Fault {}

    /** Connections are taken, and reset when the client has sent its first bytes. */
    record Reset() implements Fault {}

    /** Each piece of an answer is held back this long. */
    record Delay(Duration duration) implements Fault {}

    /** Connections are taken, and what is sent disappears. */
    record Blackhole() implements Fault {}

    /** The connection is reset when it has carried this many bytes of answers, counted anew for each connection. */
    record CutAfter(long bytes) implements Fault {}

    static Fault pass() {
        return new Pass();
    }

    static Fault refuse() {
        return new Refuse();
    }

    static Fault reset() {
        return new Reset();
    }

    static Fault delay(Duration duration) {
        return new Delay(duration);
    }

    static Fault blackhole() {
        return new Blackhole();
    }

    static Fault cutAfter(long bytes) {
        return new CutAfter(bytes);
    }
}
