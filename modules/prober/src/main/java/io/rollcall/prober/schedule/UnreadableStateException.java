package io.rollcall.prober.schedule;

import org.apache.kafka.common.errors.SerializationException;

/** A store of the prober holds what this version cannot read; to go on would silently forget what is asked for. */
public final class UnreadableStateException extends SerializationException {
    UnreadableStateException(String changelog, String reason) {
        super("The changelog " + changelog + " holds what this version cannot read (" + reason
                + "); run the version that wrote it, or set prober.applicationId to a new name to begin anew.");
    }
}
