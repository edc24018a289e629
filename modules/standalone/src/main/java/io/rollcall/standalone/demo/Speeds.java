package io.rollcall.standalone.demo;

import io.rollcall.runtime.config.RollcallConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The demo's configuration: small and fast, and otherwise as in production. */
final class Speeds {

    static final String SWEEP = "2 s";
    static final String SWEEP_IN_PRODUCTION = "every 5 min";
    static final String RECHECK = "2 s";
    static final String RECHECK_IN_PRODUCTION = "15 s … 5 min";

    private Speeds() {}

    /**
     * @param label which objects are the demo's, as a selector
     * @param state where the prober may keep its files
     */
    static RollcallConfig config(String bootstrapServers, String registry, Path kubeconfig, String label, Path state) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("mode", "write");
        settings.put("cluster", "demo");
        settings.put("kafka.bootstrapServers", bootstrapServers);
        settings.put("kafka.partitions", "3");
        settings.put("kafka.replicationFactor", "1");
        settings.put("kafka.minInSyncReplicas", "1");
        settings.put("kubernetes.kubeconfig", kubeconfig.toString());
        settings.put("kubernetes.labelSelector", label);
        settings.put("registries[0].host", registry);
        // at these speeds many lost images would use up the usual budget, and leave nothing for the sweep
        settings.put("registries[0].policy.rate", "500/s");
        // a verdict of the last sweep must not spare the next
        settings.put("registries[0].policy.freshness", "500ms");
        settings.put("sweep.schedule", "@every 2s");
        settings.put("sweep.spread", "1s");
        settings.put("recheck.min", "2s");
        settings.put("recheck.max", "2s");
        settings.put("http.bind", "127.0.0.1");
        settings.put("http.port", "0");
        settings.put("prober.standbyReplicas", "0");
        settings.put("prober.stateDir", state.toString());
        settings.put("shutdownTimeout", "2s");
        return RollcallConfig.of(settings);
    }
}
