package io.rollcall.watcher;

import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.testkit.TestBroker;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A topic prefix of a test's own on the shared broker, and configurations for it. */
final class Bus {
    static final int PARTITIONS = 4;

    private final String prefix = TestBroker.shared().uniquePrefix();
    private final String servers = TestBroker.shared().bootstrapServers();

    RollcallConfig config(Path kubeconfig, String namespace) {
        return config(servers, kubeconfig, namespace);
    }

    /** The same by another way to the brokers. */
    RollcallConfig config(String way, Path kubeconfig, String namespace) {
        return config(way, kubeconfig, namespace, Map.of());
    }

    /** The same with more settings. */
    RollcallConfig config(String way, Path kubeconfig, String namespace, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "cluster",
                "blue",
                "kafka.bootstrapServers",
                way,
                "kafka.topicPrefix",
                prefix,
                "kafka.partitions",
                String.valueOf(PARTITIONS),
                "kafka.replicationFactor",
                "1",
                "kafka.minInSyncReplicas",
                "1",
                "kubernetes.kubeconfig",
                kubeconfig.toString(),
                "kubernetes.namespaces",
                namespace));
        settings.putAll(more);
        return RollcallConfig.of(settings);
    }

    ImagesTopic images() {
        return new ImagesTopic(servers, prefix + ".images", PARTITIONS);
    }

    ImagesTopic probeRequests() {
        return new ImagesTopic(servers, prefix + ".probe-requests", PARTITIONS);
    }

    ImagesTopic deadLetters() {
        return new ImagesTopic(servers, prefix + ".dead-letters", PARTITIONS);
    }
}
