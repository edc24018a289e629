package io.rollcall.sandbox;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * A Kubernetes API server that knows VirtualImage and ClusterVirtualImage.
 *
 * <p>The mock keeps and watches objects as a real server does, with a status subresource and conflicts on stale versions
 * of the main resource; it validates nothing, overwrites on a stale PUT of a status, and has no server-side apply. So a
 * race or a validation is never proved on the mock alone.
 */
public interface SandboxCluster extends AutoCloseable {

    /**
     * Starts a mock on a free loopback port, over plain HTTP, every right granted.
     *
     * @param directory where the kubeconfig is written
     */
    static SandboxCluster mock(Path directory) {
        return mock(directory, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /**
     * The same, listening elsewhere than on loopback: whoever reaches that address has every right there.
     *
     * @param listen an address of this machine, or all of them; port 0 takes any free one
     * @throws SandboxException if the address is taken, or is not this machine's
     */
    static SandboxCluster mock(Path directory, InetSocketAddress listen) {
        return MockCluster.start(directory, listen);
    }

    /** The text of a kubeconfig for a mock that is reached there, such as {@code http://127.0.0.1:6443}. */
    static String kubeconfigFor(String url) {
        return """
                apiVersion: v1
                kind: Config
                current-context: sandbox
                clusters: [{name: sandbox, cluster: {server: "%s"}}]
                users: [{name: sandbox, user: {}}]
                contexts: [{name: sandbox, context: {cluster: sandbox, user: sandbox, namespace: default}}]
                """.formatted(url);
    }

    /**
     * Connects to a running API server, and applies the two CRDs where they are absent.
     *
     * @throws SandboxException if the server does not answer, or the CRDs are not established within 10 s
     */
    static SandboxCluster external(Path kubeconfig) {
        return ExternalCluster.connect(kubeconfig);
    }

    /** A client with every right; it is closed with the cluster. */
    KubernetesClient client();

    /** A kubeconfig with which any client reaches this server with every right. */
    Path kubeconfig();

    /** Whether an API server of Kubernetes' own answers. */
    boolean isReal();

    /**
     * Applies one more CRD if there is none of its name, and returns when it is served.
     *
     * @throws SandboxException if it is not established within 10 s, or the server refuses it
     */
    void apply(CustomResourceDefinition crd);

    /** Whether both CRDs are the sandbox's own, applied by this or an earlier one. */
    boolean crdsAreOurs();

    /**
     * Deletes the CRDs that this cluster object has itself applied, and with them every object of those kinds. CRDs that
     * it found in place are left.
     */
    void removeCrds();

    /** Closes the client, and stops the mock; a real server keeps its objects. */
    @Override
    void close();
}
