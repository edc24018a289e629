package io.rollcall.runtime.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The cluster whose images are watched and written.
 *
 * @param kubeconfig a kubeconfig; none means the usual places, then the pod's service account
 * @param context a context of the kubeconfig; none means its current one
 * @param namespaces the namespaces that are watched; empty means all
 * @param labelSelector only objects that match; none means all
 */
public record KubernetesConfig(
        Optional<Path> kubeconfig, Optional<String> context, List<String> namespaces, Optional<String> labelSelector) {

    /** Copies the list. */
    public KubernetesConfig {
        requireNonNull(kubeconfig, "kubeconfig is null");
        requireNonNull(context, "context is null");
        requireNonNull(labelSelector, "labelSelector is null");
        namespaces = List.copyOf(namespaces);
        Keys.KUBERNETES_NAMESPACES.check(namespaces);
    }

    static KubernetesConfig from(Values values) {
        return new KubernetesConfig(
                values.get(Keys.KUBERNETES_KUBECONFIG),
                values.get(Keys.KUBERNETES_CONTEXT),
                values.get(Keys.KUBERNETES_NAMESPACES),
                values.get(Keys.KUBERNETES_LABEL_SELECTOR));
    }
}
