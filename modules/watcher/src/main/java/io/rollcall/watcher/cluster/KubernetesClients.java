package io.rollcall.watcher.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.rollcall.runtime.config.KubernetesConfig;
import java.util.List;
import java.util.Optional;

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
        config.context().ifPresent(context -> check(context, base));
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(base)
                        .withRequestRetryBackoffLimit(RETRIES)
                        .build())
                .withKubernetesSerialization(WholeObject.serialization())
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

    /** The client would go on with another context than the one that is asked for, and so with another cluster. */
    private static void check(String context, Config config) {
        if (Optional.ofNullable(config.getContexts()).orElse(List.of()).stream()
                .noneMatch(it -> it.getName().equals(context))) {
            throw new KubernetesClientException("the kubeconfig has no context " + context);
        }
    }
}
