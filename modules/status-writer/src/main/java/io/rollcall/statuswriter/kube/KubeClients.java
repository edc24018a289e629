package io.rollcall.statuswriter.kube;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.rollcall.runtime.config.KubernetesConfig;
import java.util.List;
import java.util.Optional;

/** Makes the client that {@link HttpKubeApi} needs. */
public final class KubeClients {
    private static final int CONNECT_WITHIN_MILLIS = 5_000;

    private KubeClients() {}

    /**
     * A client for the configured cluster, that tries nothing twice. Touches no network.
     *
     * @throws RuntimeException where the kubeconfig cannot be read, or has no such context
     */
    public static KubernetesClient of(KubernetesConfig kubernetes) {
        Config config = kubernetes
                .kubeconfig()
                .map(file -> Config.fromKubeconfig(kubernetes.context().orElse(null), file.toFile()))
                .orElseGet(() -> Config.autoConfigure(kubernetes.context().orElse(null)));
        kubernetes.context().ifPresent(context -> check(context, config));
        config.setRequestRetryBackoffLimit(0);
        config.setConnectionTimeout(CONNECT_WITHIN_MILLIS);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /** The client would go on with another context than the one that is asked for, and so with another cluster. */
    private static void check(String context, Config config) {
        if (Optional.ofNullable(config.getContexts()).orElse(List.of()).stream()
                .noneMatch(it -> it.getName().equals(context))) {
            throw new KubernetesClientException("the kubeconfig has no context " + context);
        }
    }
}
