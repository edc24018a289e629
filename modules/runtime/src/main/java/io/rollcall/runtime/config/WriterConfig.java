package io.rollcall.runtime.config;

import java.time.Duration;

/**
 * How the status-writer works.
 *
 * @param inFlight images that are decided and written at once
 * @param requestsPerSecond to the API server, over all replicas
 * @param patience how long the writes of one image may fail, while those of others succeed, before
 *     it is recorded as conflicted and fresh evidence is asked for
 */
public record WriterConfig(int inFlight, int requestsPerSecond, Duration patience) {

    /** Checks the bounds. */
    public WriterConfig {
        Keys.WRITER_IN_FLIGHT.check(inFlight);
        Keys.WRITER_REQUESTS_PER_SECOND.check(requestsPerSecond);
        Keys.WRITER_PATIENCE.check(patience);
    }

    static WriterConfig from(Values values) {
        return new WriterConfig(
                values.get(Keys.WRITER_IN_FLIGHT),
                values.get(Keys.WRITER_REQUESTS_PER_SECOND),
                values.get(Keys.WRITER_PATIENCE));
    }
}
