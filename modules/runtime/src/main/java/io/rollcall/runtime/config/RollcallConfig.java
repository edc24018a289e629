package io.rollcall.runtime.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The one configuration that every service reads. Immutable, whole, and within bounds. It holds
 * paths to secrets, never a secret, and may therefore be printed.
 *
 * @param mode what the status-writer does with a decision
 * @param cluster the name of this cluster in every event
 * @param kafka the bus
 * @param kubernetes the cluster's API
 * @param registries the allow-list of registries
 * @param massLoss when many absent images are one incident
 * @param sweep the pass over all Ready images
 * @param deepCheck the pass over all Ready images' blobs
 * @param recheck the re-check of lost images
 * @param http where health and metrics are served
 * @param prober how the prober's stream runs
 * @param writer how the status-writer works
 * @param notifications what registries may report
 * @param shutdownTimeout longest time for a graceful stop
 */
public record RollcallConfig(
        Mode mode,
        String cluster,
        KafkaConfig kafka,
        KubernetesConfig kubernetes,
        List<RegistryConfig> registries,
        MassLossConfig massLoss,
        SweepConfig sweep,
        DeepCheckConfig deepCheck,
        RecheckConfig recheck,
        HttpConfig http,
        ProberConfig prober,
        WriterConfig writer,
        NotificationsConfig notifications,
        Duration shutdownTimeout) {

    /** Checks the bounds that no section can check alone. */
    public RollcallConfig {
        requireNonNull(mode, "mode is null");
        requireNonNull(kafka, "kafka is null");
        requireNonNull(kubernetes, "kubernetes is null");
        requireNonNull(massLoss, "massLoss is null");
        requireNonNull(sweep, "sweep is null");
        requireNonNull(deepCheck, "deepCheck is null");
        requireNonNull(recheck, "recheck is null");
        requireNonNull(http, "http is null");
        requireNonNull(prober, "prober is null");
        requireNonNull(writer, "writer is null");
        requireNonNull(notifications, "notifications is null");
        Keys.CLUSTER.check(cluster);
        Keys.SHUTDOWN_TIMEOUT.check(shutdownTimeout);
        registries = List.copyOf(registries);
        Set<String> hosts = new HashSet<>();
        for (RegistryConfig registry : registries) {
            if (!hosts.add(registry.host())) {
                throw new InvalidSettingException(
                        List.of(RegistryKeys.REGISTRY_HOST),
                        "names " + registry.host() + " twice",
                        "keep one entry for each registry");
            }
        }
    }

    /** The defaults, without a broker and without a registry. */
    public static RollcallConfig defaults() {
        return of(Map.of());
    }

    /**
     * A configuration from keys as the file spells them, such as {@code sweep.schedule} or {@code
     * registries[0].host}, and defaults for the rest.
     *
     * @throws IllegalArgumentException with every mistake, if there is one
     */
    public static RollcallConfig of(Map<String, String> settings) {
        Loaded loaded = new ConfigLoader().overrides(settings).load();
        if (loaded instanceof Loaded.Ok ok) {
            return ok.config();
        }
        throw new IllegalArgumentException(((Loaded.Mistakes) loaded)
                .mistakes().stream().map(Mistake::sentence).collect(Collectors.joining("\n")));
    }

    /** The prober's Kafka Streams application: the configured one, else {@code <prefix>-prober}. */
    public String proberApplicationId() {
        return prober.applicationId().orElseGet(() -> kafka.topicPrefix() + "-prober");
    }

    /** The same, on another bus. */
    public RollcallConfig withKafka(KafkaConfig other) {
        return new RollcallConfig(
                mode,
                cluster,
                other,
                kubernetes,
                registries,
                massLoss,
                sweep,
                deepCheck,
                recheck,
                http,
                prober,
                writer,
                notifications,
                shutdownTimeout);
    }

    /** The same, for another cluster. */
    public RollcallConfig withKubernetes(KubernetesConfig other) {
        return new RollcallConfig(
                mode,
                cluster,
                kafka,
                other,
                registries,
                massLoss,
                sweep,
                deepCheck,
                recheck,
                http,
                prober,
                writer,
                notifications,
                shutdownTimeout);
    }

    /** The same, with another allow-list. */
    public RollcallConfig withRegistries(List<RegistryConfig> others) {
        return new RollcallConfig(
                mode,
                cluster,
                kafka,
                kubernetes,
                others,
                massLoss,
                sweep,
                deepCheck,
                recheck,
                http,
                prober,
                writer,
                notifications,
                shutdownTimeout);
    }
}
