package io.rollcall.runtime.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The keys of what is asked when, and of the stream that does it. */
final class ProberKeys {

    static final Key<String> SWEEP_SCHEDULE = new Key<>(
            "sweep.schedule",
            Schedules.kind(),
            "*/5 * * * *",
            "cron",
            "when all Ready images are asked for; also @every 30s; empty means never");

    static final Key<String> DEEP_CHECK_SCHEDULE = new Key<>(
            "deepCheck.schedule",
            Schedules.kind(),
            "",
            "cron",
            "when all Ready images' blobs are asked for, one by one; such as @weekly; empty means never");

    static final Key<Duration> SWEEP_SPREAD = new Key<>(
            "sweep.spread",
            Kinds.duration(Duration.ZERO, Duration.ofDays(1)),
            "1h",
            "time",
            "over how long a sweep is spread, at most until the next");

    static final Key<Duration> RECHECK_MIN = new Key<>(
            "recheck.min",
            Kinds.duration(Keys.MS, Duration.ofDays(1)),
            "15s",
            "time",
            "shortest time between re-checks of a lost image");

    static final Key<Duration> RECHECK_MAX = new Key<>(
            "recheck.max",
            Kinds.duration(Keys.MS, Duration.ofDays(1)),
            "5m",
            "time",
            "longest time between re-checks of a lost image");

    static final Key<Integer> PROBER_STREAM_THREADS =
            new Key<>("prober.streamThreads", Kinds.integer(1, 64), "1", "threads", "stream threads a process");

    static final Key<Optional<String>> PROBER_APPLICATION_ID = new Key<>(
            "prober.applicationId",
            Kinds.optional(Keys.NAME),
            "",
            "",
            "Kafka Streams application; without it kafka.topicPrefix and -prober");

    static final Key<Integer> PROBER_STANDBY_REPLICAS =
            new Key<>("prober.standbyReplicas", Kinds.integer(0, 10), "1", "copies", "warm copies of each store");

    static final Key<Duration> PROBER_COMMIT_INTERVAL = new Key<>(
            "prober.commitInterval",
            Kinds.duration(Keys.MS, Duration.ofMinutes(1)),
            "250ms",
            "time",
            "longest time between commits, hence until a result can be read; one that is waited for is committed within 50 ms");

    static final Key<Duration> PROBER_POLL_INTERVAL = new Key<>(
            "prober.pollInterval",
            Kinds.duration(Keys.MS, Duration.ofSeconds(1)),
            "20ms",
            "time",
            "longest wait between two looks at what is due");

    static final Key<Optional<Path>> PROBER_STATE_DIR =
            new Key<>("prober.stateDir", Kinds.directory(), "", "path", "where Kafka Streams keeps its files");

    static final Key<Integer> BREAKER_WINDOW = new Key<>(
            "prober.breaker.window",
            Kinds.integer(1, 10_000),
            "20",
            "answers",
            "answers that a circuit breaker looks at");

    static final Key<Integer> BREAKER_MINIMUM =
            new Key<>("prober.breaker.minimum", Kinds.integer(1, 10_000), "10", "answers", "fewest before it may open");

    static final Key<Integer> BREAKER_FAILURES = new Key<>(
            "prober.breaker.failures", Kinds.integer(1, 100), "50", "percent", "share of failures at which it opens");

    static final Key<Duration> BREAKER_OPEN = new Key<>(
            "prober.breaker.open", Kinds.duration(Keys.MS, Keys.HOUR), "10s", "time", "how long nothing is sent then");

    static final Key<Integer> BREAKER_TRIALS = new Key<>(
            "prober.breaker.trials", Kinds.integer(1, 100), "3", "probes", "sent then, to see whether it is back");

    private ProberKeys() {}
}
