package io.rollcall.runtime.config;

/**
 * How the status-writer works.
 *
 * @param inFlight images that are decided and written at once
 */
public record WriterConfig(int inFlight) {

    /** Checks the bounds. */
    public WriterConfig {
        Keys.WRITER_IN_FLIGHT.check(inFlight);
    }

    static WriterConfig from(Values values) {
        return new WriterConfig(values.get(Keys.WRITER_IN_FLIGHT));
    }
}
