package io.rollcall.watcher.log;

import io.rollcall.watcher.rule.Said;
import io.rollcall.watcher.rule.Seen;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/** What is under way for a key. Most keys have nothing under way. */
sealed interface Affair {
    /** How often it failed in a row. */
    int failures();

    /**
     * What the two sides were when a question about them arose. An answer counts only while they are still the same.
     *
     * @param offset of the key's last record on the log; -1 if there is none
     * @param object what the informer had
     */
    record Question(long offset, Optional<Said> object) {}

    /**
     * A record was sent, and is not yet read back. Until then the log is not known, and nothing is judged.
     *
     * @param landedAt the offset that the broker gave it; -1 while it is not acknowledged
     * @param object what was sent; empty for a tombstone
     * @param value its bytes
     */
    record Sent(long landedAt, int failures, Optional<Seen> object, Optional<ByteBuffer> value) implements Affair {
        Sent landed(long offset) {
            return new Sent(offset, 0, object, value);
        }

        /** What these bytes say, if they are the ones that were sent. */
        Optional<Seen> echoedBy(byte[] bytes) {
            return bytes != null && value.filter(ByteBuffer.wrap(bytes)::equals).isPresent()
                    ? object
                    : Optional.empty();
        }
    }

    /** A GET is under way. */
    record Asked(Question question, int failures) implements Affair {}

    /**
     * To be looked at again.
     *
     * @param due when, at the latest
     * @param question sooner if this is no longer the question; empty: not sooner, whatever happens
     */
    record Later(Instant due, Optional<Question> question, int failures) implements Affair {
        boolean holds(Question now, Instant at) {
            return at.isBefore(due) && (question.isEmpty() || isAbout(now));
        }

        boolean isAbout(Question now) {
            return question.filter(now::equals).isPresent();
        }
    }
}
