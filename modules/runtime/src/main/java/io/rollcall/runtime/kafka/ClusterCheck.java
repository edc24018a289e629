package io.rollcall.runtime.kafka;

import static java.util.Objects.requireNonNull;

/** What came of asking for the brokers themselves. */
public sealed interface ClusterCheck {

    /**
     * They answered.
     *
     * @param clusterId as the brokers name themselves; may be empty
     * @param brokers how many there are now
     */
    record Answers(String clusterId, int brokers) implements ClusterCheck {
        /** Refuses null. */
        public Answers {
            requireNonNull(clusterId, "clusterId is null");
        }
    }

    /**
     * They did not.
     *
     * @param reason what is wrong, without a full stop
     * @param fix what to do, without a full stop
     */
    record Silent(String reason, String fix) implements ClusterCheck {
        /** Refuses nulls. */
        public Silent {
            requireNonNull(reason, "reason is null");
            requireNonNull(fix, "fix is null");
        }
    }
}
