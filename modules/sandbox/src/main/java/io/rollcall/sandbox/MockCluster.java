package io.rollcall.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.logging.Level;
import java.util.logging.Logger;

/** fabric8's server, which keeps what it is given. */
final class MockCluster implements SandboxCluster {

    // held, or the level set on it would go with the next garbage collection
    private static final Logger REQUESTS = Logger.getLogger(MockWebServer.class.getName());

    private final KubernetesMockServer server;
    private final KubernetesClient client;
    private final Path kubeconfig;

    private MockCluster(KubernetesMockServer server, KubernetesClient client, Path kubeconfig) {
        this.server = server;
        this.client = client;
        this.kubeconfig = kubeconfig;
    }

    static MockCluster start(Path directory, InetSocketAddress listen) {
        REQUESTS.setLevel(Level.WARNING); // a line on standard error for every request otherwise
        MockWebServer web = new MockWebServer();
        Map<ServerRequest, Queue<ServerResponse>> responses = new HashMap<>();
        KubernetesMockServer server = new KubernetesMockServer(
                new Context(),
                web,
                responses,
                new MockDispatcher(new KubernetesMixedDispatcher(responses), web),
                false);
        listen(server, listen);
        Path kubeconfig = writeKubeconfig(directory, reachable(listen.getAddress(), server.getPort()));
        KubernetesClient client = ExternalCluster.client(kubeconfig);
        MockCluster cluster = new MockCluster(server, client, kubeconfig);
        Crds.all().forEach(cluster::apply);
        return cluster;
    }

    private static void listen(KubernetesMockServer server, InetSocketAddress address) {
        try {
            server.init(address.getAddress(), address.getPort());
        } catch (RuntimeException e) {
            throw new SandboxException(
                    "The API server cannot listen on %s:%d (%s): free that port, or choose another."
                            .formatted(address.getAddress().getHostAddress(), address.getPort(), rootMessage(e)),
                    e);
        }
    }

    private static String rootMessage(Throwable e) {
        return e.getCause() == null ? String.valueOf(e.getMessage()) : rootMessage(e.getCause());
    }

    /** Who listens on every address is reached on loopback too. */
    private static String reachable(InetAddress bound, int port) {
        String host = bound.isAnyLocalAddress() ? "127.0.0.1" : bound.getHostAddress();
        return "http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, port);
    }

    @Override
    public void apply(CustomResourceDefinition crd) {
        if (client.resource(crd).get() != null) {
            return;
        }
        server.expectCustomResource(Crds.context(crd));
        CustomResourceDefinition created = client.resource(crd).create();
        client.resource(new CustomResourceDefinitionBuilder(created)
                        .withNewStatus()
                        .addNewCondition()
                        .withType("Established")
                        .withStatus("True")
                        .withReason("InitialNamesAccepted")
                        .endCondition()
                        .endStatus()
                        .build())
                .updateStatus();
    }

    private static Path writeKubeconfig(Path directory, String url) {
        try {
            Files.createDirectories(directory);
            return Files.writeString(directory.resolve("kubeconfig"), SandboxCluster.kubeconfigFor(url), UTF_8);
        } catch (IOException e) {
            throw new SandboxException(
                    "The kubeconfig cannot be written to %s (%s): make that directory writable."
                            .formatted(directory, e),
                    e);
        }
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    @Override
    public Path kubeconfig() {
        return kubeconfig;
    }

    @Override
    public boolean isReal() {
        return false;
    }

    @Override
    public boolean crdsAreOurs() {
        return true;
    }

    @Override
    public void removeCrds() {
        client.apiextensions().v1().customResourceDefinitions().delete();
    }

    @Override
    public void close() {
        client.close();
        server.destroy();
    }
}
