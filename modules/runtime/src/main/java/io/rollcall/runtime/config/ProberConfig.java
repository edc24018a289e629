package io.rollcall.runtime.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the prober's stream runs.
 *
 * @param streamThreads stream threads a process
 * @param applicationId Kafka Streams application; none means one made from the topic prefix
 * @param standbyReplicas warm copies of each store
 * @param commitInterval time between commits; results are visible after one
 * @param pollInterval longest wait for input, hence for the next look at what is due
 * @param stateDir where Kafka Streams keeps its files; none means a temporary directory of the process's own
 * @param breaker when a registry that fails is left alone
 */
public record ProberConfig(
        int streamThreads,
        Optional<String> applicationId,
        int standbyReplicas,
        Duration commitInterval,
        Duration pollInterval,
        Optional<Path> stateDir,
        BreakerConfig breaker) {

    /** Checks the bounds. */
    public ProberConfig {
        requireNonNull(stateDir, "stateDir is null");
        requireNonNull(breaker, "breaker is null");
        Keys.PROBER_STREAM_THREADS.check(streamThreads);
        Keys.PROBER_APPLICATION_ID.check(applicationId);
        Keys.PROBER_STANDBY_REPLICAS.check(standbyReplicas);
        Keys.PROBER_COMMIT_INTERVAL.check(commitInterval);
        Keys.PROBER_POLL_INTERVAL.check(pollInterval);
    }

    static ProberConfig from(Values values) {
        return new ProberConfig(
                values.get(Keys.PROBER_STREAM_THREADS),
                values.get(Keys.PROBER_APPLICATION_ID),
                values.get(Keys.PROBER_STANDBY_REPLICAS),
                values.get(Keys.PROBER_COMMIT_INTERVAL),
                values.get(Keys.PROBER_POLL_INTERVAL),
                values.get(Keys.PROBER_STATE_DIR),
                BreakerConfig.from(values));
    }
}
