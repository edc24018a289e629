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

    static final Kind<String> NAME =
            Kinds.text("name", "[A-Za-z0-9._-]{1,200}", "use 1 to 200 letters, digits, dots, dashes or underscores");

    private static final Kind<String> ANY = Kinds.text("text", ".*", "give a text");

    static final Duration MS = Duration.ofMillis(1);

    static final Duration HOUR = Duration.ofHours(1);

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

    static final Key<String> HTTP_BIND = new Key<>(
            "http.bind",
            Kinds.text("address", "[A-Za-z0-9.:_-]+", "give an address such as 0.0.0.0 or 127.0.0.1"),
            "0.0.0.0",
            "address",
            "address of /healthz, /readyz, /metrics and, in the watcher, /notifications");

    static final Key<Integer> HTTP_PORT =
            new Key<>("http.port", Kinds.integer(0, 65_535), "8080", "port", "port of the same; 0 means any free one");

    static final Key<Integer> WRITER_IN_FLIGHT = new Key<>(
            "writer.inFlight",
            Kinds.integer(1, 1000),
            "8",
            "images",
            "images that the status-writer decides and writes at once");

    static final Key<Integer> WRITER_REQUESTS_PER_SECOND = new Key<>(
            "writer.requestsPerSecond",
            Kinds.integer(1, 1_000_000),
            "200",
            "requests",
            "most requests a second to the API server, over all status-writers; a flip takes three");

    static final Key<Duration> WRITER_PATIENCE = new Key<>(
            "writer.patience",
            Kinds.duration(Duration.ofSeconds(1), HOUR),
            "30s",
            "time",
            "how long one image's writes may fail before fresh evidence is asked for");

    /** Who may report what a registry did. */
    public static final Key<Optional<Path>> NOTIFICATIONS_TOKEN_FILE = new Key<>(
            "notifications.tokenFile",
            Kinds.file(),
            "",
            "path",
            "bearer tokens of registries that report pushes and deletions, one a line; read each time; none means off");

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
                RegistryKeys.REGISTRY_HOST,
                RegistryKeys.REGISTRY_DOCKER_CONFIG,
                RegistryKeys.REGISTRY_CA,
                RegistryKeys.REGISTRY_CONNECT_TO,
                RegistryKeys.REGISTRY_TOKEN_HOSTS,
                RegistryKeys.REGISTRY_PLAIN_HTTP,
                RegistryKeys.REGISTRY_UNAVAILABLE_AFTER,
                RegistryKeys.POLICY_IN_FLIGHT,
                RegistryKeys.POLICY_RATE,
                RegistryKeys.POLICY_BURST,
                RegistryKeys.POLICY_CONNECT_TIMEOUT,
                RegistryKeys.POLICY_RESPONSE_TIMEOUT,
                RegistryKeys.POLICY_TOTAL_TIMEOUT,
                RegistryKeys.POLICY_BACKOFF_INITIAL,
                RegistryKeys.POLICY_BACKOFF_MAX,
                RegistryKeys.POLICY_CONFIRMATIONS,
                RegistryKeys.POLICY_CONFIRMATION_DELAY,
                RegistryKeys.POLICY_FRESHNESS,
                RegistryKeys.POLICY_MIN_DELAY,
                RegistryKeys.MASS_LOSS_SHARE,
                RegistryKeys.MASS_LOSS_MIN,
                ProberKeys.SWEEP_SCHEDULE,
                ProberKeys.SWEEP_SPREAD,
                ProberKeys.DEEP_CHECK_SCHEDULE,
                ProberKeys.RECHECK_MIN,
                ProberKeys.RECHECK_MAX,
                ProberKeys.PROBER_STREAM_THREADS,
                ProberKeys.PROBER_APPLICATION_ID,
                ProberKeys.PROBER_STANDBY_REPLICAS,
                ProberKeys.PROBER_COMMIT_INTERVAL,
                ProberKeys.PROBER_POLL_INTERVAL,
                ProberKeys.PROBER_STATE_DIR,
                ProberKeys.BREAKER_WINDOW,
                ProberKeys.BREAKER_MINIMUM,
                ProberKeys.BREAKER_FAILURES,
                ProberKeys.BREAKER_OPEN,
                ProberKeys.BREAKER_TRIALS,
                WRITER_IN_FLIGHT,
                WRITER_REQUESTS_PER_SECOND,
                WRITER_PATIENCE,
                NOTIFICATIONS_TOKEN_FILE,
                HTTP_BIND,
                HTTP_PORT,
                SHUTDOWN_TIMEOUT);
    }
}
