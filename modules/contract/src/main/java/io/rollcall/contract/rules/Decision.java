package io.rollcall.contract.rules;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What a kind's rules decided on one result and one object. */
public sealed interface Decision {
    /**
     * There is nothing to do.
     *
     * @param why one clause for a person
     */
    record Nothing(String why) implements Decision {
        public Nothing {
            requireNonNull(why, "why is null");
        }
    }

    /**
     * The evidence is older than the object: drop it and ask for a fresh probe.
     *
     * @param why one clause for a person
     */
    record Stale(String why) implements Decision {
        public Stale {
            requireNonNull(why, "why is null");
        }
    }

    /**
     * These changes are due, in this order.
     *
     * @param changes one or more
     */
    record Act(List<Change> changes) implements Decision {
        public Act {
            changes = List.copyOf(changes);
            if (changes.isEmpty()) {
                throw new IllegalArgumentException("nothing to act on is Nothing");
            }
        }
    }
}
