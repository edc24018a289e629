package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whatever was due was sent at least once, however often owners changed in between.
 *
 * <p>Allowed: due a, sent a. Allowed: due a, sent a, sent a. Not allowed: due a, due b, sent b.
 */
public final class EveryDueImageIsProbed implements ProbingGuarantee {
    private final Set<String> due = new HashSet<>();
    private final Set<String> sent = new HashSet<>();

    public synchronized void onDue(String target) {
        due.add(target);
    }

    /** Nobody asks any more. */
    public synchronized void onWithdrawn(String target) {
        due.remove(target);
    }

    @Override
    public synchronized void onSent(String target, Instant at) {
        sent.add(target);
    }

    @Override
    public synchronized void doAssert() {
        Set<String> missed = new TreeSet<>(due);
        missed.removeAll(sent);
        assertThat(missed).as("due and never sent").isEmpty();
    }
}
