package io.rollcall.replay.record;

/** The record cannot be gone by; the message is a sentence without its full stop, that says what to do. */
public final class BadRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says why. */
    public BadRecordException(String sentence) {
        super(sentence);
    }

    /** Says why, because of this. */
    public BadRecordException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
