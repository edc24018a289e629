package io.rollcall.prober.schedule;

import java.util.List;
import java.util.Optional;

/**
 * What the brokers know of this application beside its stores. A task asks when it begins, to find out whether its store is
 * whole: a store that was lost looks as one that nothing was ever put in.
 */
public interface Past {
    /** Of an application that nothing is known of: every store is whole. */
    Past UNKNOWN = new Past() {
        @Override
        public Optional<String> commandsTopic() {
            return Optional.empty();
        }

        @Override
        public boolean hasRead(List<String> topics, int partition) {
            return false;
        }

        @Override
        public void lost(String what) {
            throw new IllegalStateException(what + " cannot be lost where nothing is known");
        }
    };

    /** @return the id of the topic between the stages; another one if it was deleted and made again. Empty if it is not known */
    Optional<String> commandsTopic();

    /** @return whether the application has ever read in that partition of one of these topics */
    boolean hasRead(List<String> topics, int partition);

    /** The application must begin anew: {@code what} is gone. Does not wait; the task does nothing from now on. */
    void lost(String what);
}
