package io.rollcall.runtime.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The key table: every key with its type, bounds, default, unit and meaning. Reading, bounds,
 * {@code --help} and the documentation all come from here.
 */
public final class Keys {

    private static final Kind<String> HOST_PORT = Kinds.text(
            "host:port",
            "(\\[[0-9a-fA-F:]+\\]|[A-Za-z0-9._-]+):\\d{1,5}",
            "give a host and a port, such as kafka:9092");
    private static final Kind<String> NAME =
            Kinds.text("name", "[A-Za-z0-9._-]{1,200}", "use 1 to 200 letters, digits, dots, dashes or underscores");
    private static final Kind<String> ANY = Kinds.text("text", ".*", "give a text");
    private static final Duration MS = Duration.ofMillis(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /** Decide only, or write too. */
    public static final Key<Mode> MODE = new Key<>(
            "mode", Kinds.oneOf(Mode.class), "observe", "", "observe decides, records and alerts; write acts too");

    /** The name of this cluster. */
    public static final Key<String> CLUSTER =
            new Key<>("cluster", NAME, "default", "", "name of this cluster in every event");

    /** Longest graceful stop. */
    public static final Key<Duration> SHUTDOWN_TIMEOUT = new Key<>(
            "shutdownTimeout", Kinds.duration(MS, HOUR), "20s", "time", "longest time that a graceful stop may take");

    /** Where the bus is. */
    public static final Key<String> KAFKA_BOOTSTRAP_SERVERS = new Key<>(
            "kafka.bootstrapServers",
            Kinds.text(
                    "list of host:port pairs",
                    "|[^,;\\s@/]+:\\d{1,5}(\\s*,\\s*[^,;\\s@/]+:\\d{1,5})*",
                    "give host:port pairs separated by commas, such as kafka-0:9092,kafka-1:9092"),
            "",
            "host:port,…",
            "brokers to begin with");

    static final Key<Optional<Path>> KAFKA_CONFIG =
            new Key<>("kafka.config", Kinds.file(), "", "path", "client.properties that reaches every Kafka client");
    static final Key<String> KAFKA_TOPIC_PREFIX =
            new Key<>("kafka.topicPrefix", NAME, "rollcall", "", "what every topic's name begins with; one a cluster");
    static final Key<Integer> KAFKA_PARTITIONS = new Key<>(
            "kafka.partitions",
            Kinds.integer(1, 1000),
            "12",
            "partitions",
            "partitions of each topic, fixed at creation; the most replicas that are of use");
    static final Key<Integer> KAFKA_REPLICATION_FACTOR = new Key<>(
            "kafka.replicationFactor",
            Kinds.integer(1, 100),
            "3",
            "replicas",
            "replicas of each topic that is created here");
    static final Key<Integer> KAFKA_MIN_IN_SYNC_REPLICAS = new Key<>(
            "kafka.minInSyncReplicas",
            Kinds.integer(1, 100),
            "2",
            "replicas",
            "replicas that must have a record before it counts; at most kafka.replicationFactor");

    static final Key<Optional<Path>> KUBERNETES_KUBECONFIG = new Key<>(
            "kubernetes.kubeconfig",
            Kinds.file(),
            "",
            "path",
            "kubeconfig to use; without it the usual places, then the pod's service account");
    static final Key<Optional<String>> KUBERNETES_CONTEXT = new Key<>(
            "kubernetes.context", Kinds.optional(ANY), "", "", "context of the kubeconfig; without it the current one");
    static final Key<List<String>> KUBERNETES_NAMESPACES = new Key<>(
            "kubernetes.namespaces",
            Kinds.list(Kinds.text(
                    "namespace",
                    "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?",
                    "name namespaces in lower case, separated by commas")),
            "",
            "",
            "namespaces to watch; empty means all");
    static final Key<Optional<String>> KUBERNETES_LABEL_SELECTOR =
            new Key<>("kubernetes.labelSelector", Kinds.optional(ANY), "", "", "watch only objects that match");

    /** The name of a registry. */
    public static final Key<String> REGISTRY_HOST = new Key<>(
            "registries[].host",
            Kinds.text(
                    "registry host",
                    "(\\[[0-9a-fA-F:]+\\]|[A-Za-z0-9][A-Za-z0-9._-]*)(:\\d{1,5})?",
                    "give host or host:port as image references have it, without scheme or path"),
            "",
            "host[:port]",
            "a registry that may be asked; no other host ever is");

    static final Key<Optional<Path>> REGISTRY_DOCKER_CONFIG = new Key<>(
            "registries[].dockerConfig",
            Kinds.file(),
            "",
            "path",
            "docker config.json with its credentials; re-read when it changes");
    static final Key<Optional<Path>> REGISTRY_CA = new Key<>(
            "registries[].ca",
            Kinds.file(),
            "",
            "path",
            "PEM certificates; if given, these alone are trusted, not the system's; re-read when it changes");
    static final Key<Optional<String>> REGISTRY_CONNECT_TO = new Key<>(
            "registries[].connectTo",
            Kinds.optional(HOST_PORT),
            "",
            "host:port",
            "connect there instead; URL, SNI, verification and credentials stay");
    static final Key<List<String>> REGISTRY_TOKEN_HOSTS = new Key<>(
            "registries[].tokenHosts",
            Kinds.list(Kinds.text(
                    "token server's host",
                    "(\\[[0-9a-fA-F:]+\\]|[A-Za-z0-9][A-Za-z0-9._-]*)(:\\d{1,5})?",
                    "give host or host:port of the registry's token servers, separated by commas")),
            "",
            "host[:port]",
            "token servers that may see its credentials; registries' own hosts always may");
    static final Key<Boolean> REGISTRY_PLAIN_HTTP = new Key<>(
            "registries[].plainHttp",
            Kinds.flag(),
            "false",
            "",
            "ask over plain HTTP; a loopback host without ca always is");

    static final Key<Integer> POLICY_IN_FLIGHT = new Key<>(
            "registries[].policy.inFlight",
            Kinds.integer(1, 64),
            "8",
            "requests",
            "most probes at once, over all replicas; each has at least one");
    static final Key<Rate> POLICY_RATE = new Key<>(
            "registries[].policy.rate", Kinds.rate(), "100/s", "rate", "most requests in a time, over all replicas");
    static final Key<Integer> POLICY_BURST = new Key<>(
            "registries[].policy.burst",
            Kinds.integer(1, 1_000_000),
            "8",
            "requests",
            "how many may come at once after a calm, beyond the rate");
    static final Key<Duration> POLICY_CONNECT_TIMEOUT = new Key<>(
            "registries[].policy.connectTimeout",
            Kinds.duration(MS, HOUR),
            "3s",
            "time",
            "longest time to connect, TLS included");
    static final Key<Duration> POLICY_RESPONSE_TIMEOUT = new Key<>(
            "registries[].policy.responseTimeout",
            Kinds.duration(MS, HOUR),
            "10s",
            "time",
            "longest silence of the registry");
    static final Key<Duration> POLICY_TOTAL_TIMEOUT = new Key<>(
            "registries[].policy.totalTimeout",
            Kinds.duration(MS, HOUR),
            "20s",
            "time",
            "longest time for one answer, its confirmation included");
    static final Key<Duration> POLICY_BACKOFF_INITIAL = new Key<>(
            "registries[].policy.backoffInitial",
            Kinds.duration(MS, HOUR),
            "1s",
            "time",
            "pause after the first inconclusive answer");
    static final Key<Duration> POLICY_BACKOFF_MAX = new Key<>(
            "registries[].policy.backoffMax",
            Kinds.duration(MS, Duration.ofDays(1)),
            "5m",
            "time",
            "longest pause between inconclusive answers");
    static final Key<Integer> POLICY_CONFIRMATIONS = new Key<>(
            "registries[].policy.confirmations",
            Kinds.integer(1, 100),
            "1",
            "answers",
            "absent answers in a row that lose an image");
    static final Key<Duration> POLICY_CONFIRMATION_DELAY = new Key<>(
            "registries[].policy.confirmationDelay",
            Kinds.duration(MS, HOUR),
            "2s",
            "time",
            "pause before an absence that does not count yet is looked at again");
    static final Key<Duration> POLICY_FRESHNESS = new Key<>(
            "registries[].policy.freshness",
            Kinds.duration(Duration.ZERO, HOUR),
            "5s",
            "time",
            "a verdict younger than this spares a sweep");
    static final Key<Duration> POLICY_MIN_DELAY = new Key<>(
            "registries[].policy.minDelay",
            Kinds.duration(Duration.ZERO, HOUR),
            "0s",
            "time",
            "shortest time between two probes of one target");

    static final Key<Duration> REGISTRY_UNAVAILABLE_AFTER = new Key<>(
            "registries[].unavailableAfter",
            Kinds.duration(Duration.ofSeconds(1), Duration.ofDays(1)),
            "5m",
            "time",
            "how long it may be out of reach before an alert says so");

    static final Key<String> SWEEP_SCHEDULE = new Key<>(
            "sweep.schedule",
            Schedules.kind(),
            "*/5 * * * *",
            "cron",
            "when all Ready images are asked for; also @every 30s; empty means never");
    static final Key<Duration> SWEEP_SPREAD = new Key<>(
            "sweep.spread",
            Kinds.duration(Duration.ZERO, Duration.ofDays(1)),
            "1h",
            "time",
            "over how long a sweep is spread, at most until the next");

    static final Key<Duration> RECHECK_MIN = new Key<>(
            "recheck.min",
            Kinds.duration(MS, Duration.ofDays(1)),
            "15s",
            "time",
            "shortest time between re-checks of a lost image");
    static final Key<Duration> RECHECK_MAX = new Key<>(
            "recheck.max",
            Kinds.duration(MS, Duration.ofDays(1)),
            "5m",
            "time",
            "longest time between re-checks of a lost image");

    static final Key<String> HTTP_BIND = new Key<>(
            "http.bind",
            Kinds.text("address", "[A-Za-z0-9.:_-]+", "give an address such as 0.0.0.0 or 127.0.0.1"),
            "0.0.0.0",
            "address",
            "address of /healthz, /readyz and /metrics");
    static final Key<Integer> HTTP_PORT =
            new Key<>("http.port", Kinds.integer(0, 65_535), "8080", "port", "port of the same; 0 means any free one");

    static final Key<Integer> PROBER_STREAM_THREADS =
            new Key<>("prober.streamThreads", Kinds.integer(1, 64), "1", "threads", "stream threads a process");
    static final Key<Optional<String>> PROBER_APPLICATION_ID = new Key<>(
            "prober.applicationId",
            Kinds.optional(NAME),
            "",
            "",
            "Kafka Streams application; without it kafka.topicPrefix and -prober");
    static final Key<Integer> PROBER_STANDBY_REPLICAS =
            new Key<>("prober.standbyReplicas", Kinds.integer(0, 10), "1", "copies", "warm copies of each store");
    static final Key<Duration> PROBER_COMMIT_INTERVAL = new Key<>(
            "prober.commitInterval",
            Kinds.duration(MS, Duration.ofMinutes(1)),
            "100ms",
            "time",
            "time between commits; a result is visible after one");
    static final Key<Duration> PROBER_POLL_INTERVAL = new Key<>(
            "prober.pollInterval",
            Kinds.duration(MS, Duration.ofSeconds(1)),
            "10ms",
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
    static final Key<Duration> BREAKER_OPEN =
            new Key<>("prober.breaker.open", Kinds.duration(MS, HOUR), "10s", "time", "how long nothing is sent then");
    static final Key<Integer> BREAKER_TRIALS = new Key<>(
            "prober.breaker.trials", Kinds.integer(1, 100), "3", "probes", "sent then, to see whether it is back");

    static final Key<Integer> WRITER_IN_FLIGHT = new Key<>(
            "writer.inFlight",
            Kinds.integer(1, 1000),
            "8",
            "images",
            "images that the status-writer decides and writes at once");
    static final Key<Duration> WRITER_PATIENCE = new Key<>(
            "writer.patience",
            Kinds.duration(Duration.ofSeconds(1), HOUR),
            "30s",
            "time",
            "how long one image's writes may fail before fresh evidence is asked for");

    private Keys() {}

    /** Every key, in the order of the documentation. */
    public static List<Key<?>> all() {
        return List.of(
                MODE,
                CLUSTER,
                KAFKA_BOOTSTRAP_SERVERS,
                KAFKA_CONFIG,
                KAFKA_TOPIC_PREFIX,
                KAFKA_PARTITIONS,
                KAFKA_REPLICATION_FACTOR,
                KAFKA_MIN_IN_SYNC_REPLICAS,
                KUBERNETES_KUBECONFIG,
                KUBERNETES_CONTEXT,
                KUBERNETES_NAMESPACES,
                KUBERNETES_LABEL_SELECTOR,
                REGISTRY_HOST,
                REGISTRY_DOCKER_CONFIG,
                REGISTRY_CA,
                REGISTRY_CONNECT_TO,
                REGISTRY_TOKEN_HOSTS,
                REGISTRY_PLAIN_HTTP,
                REGISTRY_UNAVAILABLE_AFTER,
                POLICY_IN_FLIGHT,
                POLICY_RATE,
                POLICY_BURST,
                POLICY_CONNECT_TIMEOUT,
                POLICY_RESPONSE_TIMEOUT,
                POLICY_TOTAL_TIMEOUT,
                POLICY_BACKOFF_INITIAL,
                POLICY_BACKOFF_MAX,
                POLICY_CONFIRMATIONS,
                POLICY_CONFIRMATION_DELAY,
                POLICY_FRESHNESS,
                POLICY_MIN_DELAY,
                SWEEP_SCHEDULE,
                SWEEP_SPREAD,
                RECHECK_MIN,
                RECHECK_MAX,
                PROBER_STREAM_THREADS,
                PROBER_APPLICATION_ID,
                PROBER_STANDBY_REPLICAS,
                PROBER_COMMIT_INTERVAL,
                PROBER_POLL_INTERVAL,
                PROBER_STATE_DIR,
                BREAKER_WINDOW,
                BREAKER_MINIMUM,
                BREAKER_FAILURES,
                BREAKER_OPEN,
                BREAKER_TRIALS,
                WRITER_IN_FLIGHT,
                WRITER_PATIENCE,
                HTTP_BIND,
                HTTP_PORT,
                SHUTDOWN_TIMEOUT);
    }
}
