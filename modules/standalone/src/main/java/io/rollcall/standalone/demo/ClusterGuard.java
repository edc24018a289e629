package io.rollcall.standalone.demo;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.rollcall.sandbox.SandboxException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Keeps what deletes images out of clusters where somebody's real images are at stake. Looks only; changes nothing. */
public final class ClusterGuard {

    private static final String NAMESPACE = "d8-virtualization";
    private static final String CONTROLLER = "virtualization-controller";

    private ClusterGuard() {}

    /**
     * @param who would delete images, such as {@code the demo}
     * @throws SandboxException with the reason, if it must not do so there
     */
    public static void check(Path kubeconfig, String who) {
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        config.setRequestRetryBackoffLimit(1);
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build()) {
            checkController(client, who);
        } catch (KubernetesClientException e) {
            throw new SandboxException(
                    ("The API server at %s does not tell whether a %s runs there (%s): give a kubeconfig that reaches it"
                                    + " and may list Deployments and Pods.")
                            .formatted(config.getMasterUrl(), CONTROLLER, reason(e)),
                    e);
        }
    }

    private static void checkController(KubernetesClient client, String who) {
        Stream<? extends HasMetadata> workloads = Stream.concat(
                client.apps().deployments().inNamespace(NAMESPACE).list().getItems().stream(),
                client.pods().inNamespace(NAMESPACE).list().getItems().stream());
        if (workloads.anyMatch(workload -> workload.getMetadata().getName().startsWith(CONTROLLER))) {
            throw new SandboxException(
                    ("A %s runs in namespace %s of %s: %s deletes images and stays out of clusters that have real"
                                    + " ones; use 'rollcall up', which only looks, or another cluster.")
                            .formatted(CONTROLLER, NAMESPACE, client.getMasterUrl(), who));
        }
    }

    /** What lies at the bottom: the client's own message names only its call. */
    private static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("").replaceFirst("\\.$", "");
    }
}
