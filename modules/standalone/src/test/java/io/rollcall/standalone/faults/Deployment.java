package io.rollcall.standalone.faults;

import io.rollcall.contract.topics.Topics;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The environment that the services of one test share. Each service has the same name whenever it is started. */
final class Deployment {

    static final String WATCHER = "watcher";
    static final String PROBER = "prober";
    static final String WRITER = "status-writer";

    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, Path> ways = new HashMap<>();
    private final Topics topics;

    Deployment(String bootstrapServers, Topics topics) {
        this.topics = topics;
        environment.put("ROLLCALL_MODE", "write");
        environment.put("ROLLCALL_HTTP_BIND", "127.0.0.1");
        environment.put("ROLLCALL_HTTP_PORT", "0");
        environment.put("ROLLCALL_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        environment.put("ROLLCALL_KAFKA_TOPIC_PREFIX", topics.prefix());
        environment.put("ROLLCALL_KAFKA_PARTITIONS", Integer.toString(topics.partitions()));
        environment.put("ROLLCALL_KAFKA_REPLICATION_FACTOR", "1");
        environment.put("ROLLCALL_KAFKA_MIN_IN_SYNC_REPLICAS", "1");
    }

    /** Watches and writes there. */
    Deployment at(Path kubeconfig) {
        return with("KUBERNETES_KUBECONFIG", kubeconfig.toString());
    }

    /** Sets a variable, {@code ROLLCALL_} left out. */
    Deployment with(String name, String value) {
        environment.put("ROLLCALL_" + name, value);
        return this;
    }

    /** Asks this registry, which is reached through the door. */
    Deployment asking(String registry, String door) {
        return with("REGISTRIES_0_HOST", registry)
                .with("REGISTRIES_0_CONNECT_TO", door)
                .with("SWEEP_SCHEDULE", "@every 1s")
                .with("SWEEP_SPREAD", "100ms")
                .with("RECHECK_MIN", "1s")
                .with("RECHECK_MAX", "1s")
                .with("REGISTRIES_0_POLICY_FRESHNESS", "0s")
                .with("REGISTRIES_0_POLICY_TOTAL_TIMEOUT", "60s")
                .with("REGISTRIES_0_POLICY_RESPONSE_TIMEOUT", "60s")
                .with("PROBER_STANDBY_REPLICAS", "0");
    }

    /** This service alone reaches the API server by another way. */
    Deployment leading(String service, Path kubeconfig) {
        ways.put(service, kubeconfig);
        return this;
    }

    /** Starts a service under the name that it always has. */
    ServiceProcess start(String service) {
        return start(service, "one");
    }

    /** Starts one more of a service, or one under another name. */
    ServiceProcess start(String service, String instance) {
        Map<String, String> all = new HashMap<>(environment);
        if (ways.containsKey(service)) {
            all.put("ROLLCALL_KUBERNETES_KUBECONFIG", ways.get(service).toString());
        }
        all.put("HOSTNAME", topics.prefix() + "-" + instance);
        return ServiceProcess.start(service, all);
    }
}
