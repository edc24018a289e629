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
        ProberKeys.PROBER_STREAM_THREADS.check(streamThreads);
        ProberKeys.PROBER_APPLICATION_ID.check(applicationId);
        ProberKeys.PROBER_STANDBY_REPLICAS.check(standbyReplicas);
        ProberKeys.PROBER_COMMIT_INTERVAL.check(commitInterval);
        ProberKeys.PROBER_POLL_INTERVAL.check(pollInterval);
    }

    static ProberConfig from(Values values) {
        return new ProberConfig(
                values.get(ProberKeys.PROBER_STREAM_THREADS),
                values.get(ProberKeys.PROBER_APPLICATION_ID),
                values.get(ProberKeys.PROBER_STANDBY_REPLICAS),
                values.get(ProberKeys.PROBER_COMMIT_INTERVAL),
                values.get(ProberKeys.PROBER_POLL_INTERVAL),
                values.get(ProberKeys.PROBER_STATE_DIR),
                BreakerConfig.from(values));
    }
}
