package io.rollcall.standalone.chaos;

import io.rollcall.contract.topics.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** How the services of a run are configured: as in production, but for what makes an hour of it pass in a minute. */
final class Deployment {

    /** Looked at in a second, about. */
    private static final int IMAGES_PER_SECOND = 100;

    private final Map<String, String> environment = new HashMap<>();
    private final Path directory;

    Deployment(Path directory, int images) throws IOException {
        this.directory = directory;
        String period = Math.max(2, images / IMAGES_PER_SECOND) + "s";
        with("MODE", "write");
        with("HTTP_BIND", "127.0.0.1");
        with("HTTP_PORT", "0");
        with("SWEEP_SCHEDULE", "@every " + period);
        with("SWEEP_SPREAD", period);
        with("RECHECK_MIN", period);
        with("RECHECK_MAX", period);
        with("PROBER_BREAKER_OPEN", "1s");
        with("WRITER_IN_FLIGHT", "16");
        // whoever is killed is missed after 8 s, not 45
        with(
                "KAFKA_CONFIG",
                Files.writeString(
                                directory.resolve("client.properties"),
                                "session.timeout.ms=8000\nheartbeat.interval.ms=2000\n")
                        .toString());
    }

    Deployment bus(String bootstrapServers, Topics topics) {
        with("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        with("KAFKA_TOPIC_PREFIX", topics.prefix());
        with("KAFKA_PARTITIONS", Integer.toString(topics.partitions()));
        with("KAFKA_REPLICATION_FACTOR", "1");
        with("KAFKA_MIN_IN_SYNC_REPLICAS", "1");
        return this;
    }

    Deployment cluster(Path kubeconfig, String selector) {
        with("KUBERNETES_KUBECONFIG", kubeconfig.toString());
        with("KUBERNETES_LABEL_SELECTOR", selector);
        return this;
    }

    Deployment registry(String host) {
        with("REGISTRIES_0_HOST", host);
        with("REGISTRIES_0_POLICY_RATE", 3 * IMAGES_PER_SECOND + "/s");
        with("REGISTRIES_0_POLICY_BURST", "50");
        with("REGISTRIES_0_POLICY_FRESHNESS", "0s");
        with("REGISTRIES_0_POLICY_RESPONSE_TIMEOUT", "4s");
        with("REGISTRIES_0_POLICY_TOTAL_TIMEOUT", "5s");
        with("REGISTRIES_0_POLICY_BACKOFF_MAX", "2s");
        return this;
    }

    private void with(String name, String value) {
        environment.put("ROLLCALL_" + name, value);
    }

    /** Starts it under the name that it always has. */
    ServiceProcess start(Replica replica) {
        Map<String, String> own = new HashMap<>(environment);
        own.put("HOSTNAME", replica.toString());
        own.put(
                "ROLLCALL_PROBER_STATE_DIR",
                directory.resolve(replica.toString()).toString());
        return ServiceProcess.start(replica.service(), own, directory.resolve(replica + ".log"));
    }
}
