package io.rollcall.watcher.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.rollcall.runtime.config.KubernetesConfig;

/** Makes a client of the configured cluster. */
public final class KubernetesClients {
    /** Callers have backoffs of their own, and tell of failures: a client that retries for minutes would hide them. */
    private static final int RETRIES = 2;

    private KubernetesClients() {}

    /**
     * Reads the configuration, and connects to nothing.
     *
     * @throws KubernetesClientException where the kubeconfig cannot be read
     */
    public static KubernetesClient of(KubernetesConfig config) {
        Config base = read(config);
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(base)
                        .withRequestRetryBackoffLimit(RETRIES)
                        .build())
                .build();
    }

    private static Config read(KubernetesConfig config) {
        try {
            return config.kubeconfig()
                    .map(file -> Config.fromKubeconfig(config.context().orElse(null), file.toFile()))
                    .orElseGet(() -> Config.autoConfigure(config.context().orElse(null)));
        } catch (RuntimeException e) {
            // a parser's exceptions come as they are
            throw new KubernetesClientException(Failures.rootCause(e), e);
        }
    }
}
