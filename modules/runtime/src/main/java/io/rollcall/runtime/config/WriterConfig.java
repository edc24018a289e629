package io.rollcall.runtime.config;

import java.time.Duration;

/**
 * How the status-writer works.
 *
 * @param inFlight images that are decided and written at once
 * @param patience how long the writes of one image may fail, while those of others succeed, before
 *     it is recorded as conflicted and fresh evidence is asked for
 */
public record WriterConfig(int inFlight, Duration patience) {

    /** Checks the bounds. */
    public WriterConfig {
        Keys.WRITER_IN_FLIGHT.check(inFlight);
        Keys.WRITER_PATIENCE.check(patience);
    }

    static WriterConfig from(Values values) {
        return new WriterConfig(values.get(Keys.WRITER_IN_FLIGHT), values.get(Keys.WRITER_PATIENCE));
    }
}
