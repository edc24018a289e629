package io.rollcall.standalone.demo;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.rollcall.sandbox.Crds;
import io.rollcall.sandbox.SandboxCluster;
import io.rollcall.sandbox.SandboxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The demo's place in an API server: two namespaces, and objects that all bear one label. In a server that runs without us
 * everything that the demo made is deleted when this is closed, the CRDs too if the demo applied them and nobody else uses
 * them by then.
 */
public final class DemoCluster implements AutoCloseable {

    private static final String LABEL = "rollcall.io/demo";
    private static final String CLUSTER_EVENTS = "default";

    private final SandboxCluster cluster;
    private final String run;

    private DemoCluster(SandboxCluster cluster, String run) {
        this.cluster = cluster;
        this.run = run;
    }

    /**
     * Starts a stand-in, or takes a place in a real server.
     *
     * @param run a name for everything that is made, {@code rollcall-demo-…}
     * @throws SandboxException if the server is not reached, or is one to keep out of
     */
    public static DemoCluster open(Optional<Path> kubeconfig, Path directory, String run) {
        if (kubeconfig.isEmpty()) {
            return new DemoCluster(SandboxCluster.mock(directory), "demo").prepare();
        }
        ClusterGuard.check(kubeconfig.get(), "the demo");
        SandboxCluster cluster = SandboxCluster.external(kubeconfig.get());
        if (!cluster.crdsAreOurs()) {
            String server = cluster.client().getMasterUrl().toString();
            cluster.removeCrds();
            cluster.close();
            throw new SandboxException(
                    ("%s already has the CRDs of the virtualization module: the demo deletes images and stays out of"
                                    + " clusters that have real ones; use 'rollcall up', which only looks, or another cluster.")
                            .formatted(server));
        }
        DemoCluster opened = new DemoCluster(cluster, requireNonNull(run, "run is null"));
        try {
            return opened.prepare();
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private DemoCluster prepare() {
        for (String namespace : namespaces()) {
            Namespace made = new NamespaceBuilder()
                    .withNewMetadata()
                    .withName(namespace)
                    .withLabels(labels())
                    .endMetadata()
                    .build();
            cluster.client().resource(made).create();
        }
        return this;
    }

    /** Where the VirtualImages are. */
    public List<String> namespaces() {
        return List.of(run + "-a", run + "-b");
    }

    /** What the names of the ClusterVirtualImages begin with. */
    public String prefix() {
        return run;
    }

    /** What all objects bear. */
    public Map<String, String> labels() {
        return Map.of(LABEL, run);
    }

    /** Selects what is the demo's. */
    public String selector() {
        return LABEL + "=" + run;
    }

    /** With every right. */
    public KubernetesClient client() {
        return cluster.client();
    }

    /** Which leads there with every right. */
    public Path kubeconfig() {
        return cluster.kubeconfig();
    }

    /** Whether an API server of Kubernetes' own answers. */
    public boolean isReal() {
        return cluster.isReal();
    }

    /** The resources, read now. */
    List<ImageView> images() {
        return Stream.of(Crds.virtualImages(), Crds.clusterVirtualImages())
                .map(CustomResourceDefinitionContext::fromCrd)
                .flatMap(
                        context -> client()
                                .genericKubernetesResources(context)
                                .inAnyNamespace()
                                .withLabels(labels())
                                .list()
                                .getItems()
                                .stream())
                .map(this::view)
                .toList();
    }

    ImageView view(GenericKubernetesResource resource) {
        return ImageView.of(client().getKubernetesSerialization().convertValue(resource, JsonNode.class));
    }

    /** The Events about images that stand where the demo's do, read now. */
    List<Noted> events() {
        return eventNamespaces()
                .flatMap(namespace -> client().v1().events().inNamespace(namespace).list().getItems().stream())
                .map(DemoCluster::note)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Where the images' Events stand. */
    public Stream<String> eventNamespaces() {
        return Stream.concat(namespaces().stream(), Stream.of(CLUSTER_EVENTS));
    }

    static Optional<Noted> note(Event event) {
        String name = event.getMetadata().getName();
        return Turn.ofEvent(event.getInvolvedObject().getKind(), String.valueOf(event.getReason()))
                .map(turn ->
                        new Noted(event.getInvolvedObject().getUid(), turn, name.substring(name.lastIndexOf('.') + 1)));
    }

    @Override
    public void close() {
        try {
            if (cluster.isReal()) {
                remove();
            }
        } finally {
            cluster.close();
        }
    }

    private void remove() {
        CustomResourceDefinitionContext clusterWide =
                CustomResourceDefinitionContext.fromCrd(Crds.clusterVirtualImages());
        client().genericKubernetesResources(clusterWide).withLabels(labels()).delete();
        client().v1().events().inNamespace(CLUSTER_EVENTS).list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getName().startsWith(run))
                .forEach(event -> client().resource(event).delete());
        CustomResourceDefinitionContext namespaced = CustomResourceDefinitionContext.fromCrd(Crds.virtualImages());
        for (String namespace : namespaces()) {
            client().genericKubernetesResources(namespaced)
                    .inNamespace(namespace)
                    .delete();
            client().v1().events().inNamespace(namespace).delete();
            client().namespaces().withName(namespace).delete();
        }
        if (client().genericKubernetesResources(clusterWide).list().getItems().isEmpty()
                && client().genericKubernetesResources(namespaced)
                        .inAnyNamespace()
                        .list()
                        .getItems()
                        .isEmpty()) {
            cluster.removeCrds();
        }
    }
}
