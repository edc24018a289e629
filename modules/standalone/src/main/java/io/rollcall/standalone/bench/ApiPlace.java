package io.rollcall.standalone.bench;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.rollcall.sandbox.Crds;
import io.rollcall.sandbox.SampleImages;
import io.rollcall.sandbox.SandboxCluster;
import io.rollcall.standalone.cli.CommandException;
import io.rollcall.standalone.demo.ClusterGuard;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A place in an API server: the one that a kubeconfig names, or the sandbox's, with a namespace of its own. What was made is
 * deleted when this is closed, and nothing else.
 */
final class ApiPlace implements AutoCloseable {

    static final int CONNECTIONS = 8;

    /** A server that deletes many objects answers 504 or 500 after a minute at most, and has deleted some by then. */
    private static final int ASKED_AT_MOST = 30;

    private final SandboxCluster cluster;
    private final Consumer<String> trouble;
    private final String namespace =
            "rollcall-bench-" + UUID.randomUUID().toString().substring(0, 8);

    private ApiPlace(SandboxCluster cluster, Consumer<String> trouble) {
        this.cluster = cluster;
        this.trouble = trouble;
    }

    /** Takes a place; refuses a cluster whose images are somebody's. */
    static ApiPlace open(Site site) {
        if (site.kubeconfig().isEmpty()) {
            return new ApiPlace(SandboxCluster.mock(site.of("cluster")), site.trouble()).prepare();
        }
        ClusterGuard.check(site.kubeconfig().get(), "the bench");
        SandboxCluster cluster = SandboxCluster.external(site.kubeconfig().get());
        if (!cluster.crdsAreOurs()) {
            String server = cluster.client().getMasterUrl().toString();
            cluster.close();
            throw CommandException.failed(
                    "%s has the CRDs of the virtualization module: the bench stays out of it; give another cluster, or none."
                            .formatted(server));
        }
        return new ApiPlace(cluster, site.trouble()).prepare();
    }

    private ApiPlace prepare() {
        client().resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        return this;
    }

    /** Creates so many images in phase Ready, several at once. */
    List<ImageInCluster> images(int count) throws InterruptedException {
        SampleImages samples = new SampleImages(client(), Clock.systemUTC());
        ImageInCluster[] images = new ImageInCluster[count];
        Together.of(CONNECTIONS)
                .each(
                        count,
                        resources -> i -> images[i] = ImageInCluster.of(samples.createVirtualImage(
                                namespace, "image-%06d".formatted(i), "registry.example.com:5000")));
        return List.of(images);
    }

    /** How many of its images are in this phase now, as the server says. */
    long inPhase(String phase) {
        return client()
                .genericKubernetesResources(CustomResourceDefinitionContext.fromCrd(Crds.virtualImages()))
                .inNamespace(namespace)
                .list()
                .getItems()
                .stream()
                .filter(image -> phase.equals(image.get("status", "phase")))
                .count();
    }

    Config config() {
        return cluster.client().getConfiguration();
    }

    Path kubeconfig() {
        return cluster.kubeconfig();
    }

    /** What it is, for whoever reads the figures. */
    String what() {
        return cluster.isReal() ? "real" : "sandbox";
    }

    private KubernetesClient client() {
        return cluster.client();
    }

    @Override
    public void close() {
        try {
            if (cluster.isReal()) {
                remove();
            }
        } catch (IOException e) {
            // what was measured stands all the same
            trouble.accept("not all that was made could be deleted (%s); delete namespace %s and its images."
                    .formatted(e.getMessage(), namespace));
        } finally {
            cluster.close();
        }
    }

    private static void delete(ApiWire wire, String collection) throws IOException {
        ApiWire.Answer answer = wire.delete(collection);
        for (int asked = 1; answer.status() >= 500 && asked < ASKED_AT_MOST; asked++) {
            answer = wire.delete(collection);
        }
        answer.orFail();
    }

    private void remove() throws IOException {
        List<String> collections = new ArrayList<>();
        collections.add("/apis/%s/%s/namespaces/%s/%s"
                .formatted(
                        ImageInCluster.KIND.group(),
                        ImageInCluster.KIND.version(),
                        namespace,
                        ImageInCluster.KIND.plural()));
        collections.add("/api/v1/namespaces/" + namespace + "/events");
        try (ApiWire wire = ApiWire.to(config())) {
            for (String collection : collections) {
                delete(wire, collection);
            }
        }
        client().namespaces().withName(namespace).delete();
        if (client().genericKubernetesResources(CustomResourceDefinitionContext.fromCrd(Crds.virtualImages()))
                        .inAnyNamespace()
                        .list()
                        .getItems()
                        .isEmpty()
                && client().genericKubernetesResources(
                                CustomResourceDefinitionContext.fromCrd(Crds.clusterVirtualImages()))
                        .list()
                        .getItems()
                        .isEmpty()) {
            cluster.removeCrds();
        }
    }
}
