package io.rollcall.testkit;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.rollcall.sandbox.Crds;
import io.rollcall.sandbox.SampleImages;
import io.rollcall.sandbox.SandboxCluster;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * An API server for one test: a mock of its own, or a share of the real one that {@code ROLLCALL_TEST_KUBECONFIG} names.
 * On a shared server the test has namespaces and cluster-scoped names of its own, and what stands under them is deleted
 * on close; informers there see other tests' objects too, so a test asserts on its own names only.
 */
public final class TestCluster implements AutoCloseable {

    private final SandboxCluster cluster;
    private final Path directory;
    private final String prefix = "rollcall-" + UUID.randomUUID().toString().substring(0, 8);
    private final List<String> namespaces = new ArrayList<>();
    private final List<CustomResourceDefinition> kinds =
            new ArrayList<>(List.of(Crds.virtualImages(), Crds.clusterVirtualImages()));

    private TestCluster(SandboxCluster cluster, Path directory) {
        this.cluster = cluster;
        this.directory = directory;
    }

    /** The real server where one is named, else a mock. */
    public static TestCluster open() {
        Path directory = TemporaryFiles.create("cluster");
        SandboxCluster cluster = RealParts.ofThisMachine()
                .kubeconfig()
                .map(SandboxCluster::external)
                .orElseGet(() -> SandboxCluster.mock(directory));
        return new TestCluster(cluster, directory);
    }

    /** A share of the server that the kubeconfig reaches. */
    public static TestCluster at(Path kubeconfig) {
        return new TestCluster(SandboxCluster.external(kubeconfig), TemporaryFiles.create("cluster"));
    }

    /** A mock, wherever the test runs: for what is not to be seen by others. */
    public static TestCluster openMock() {
        Path directory = TemporaryFiles.create("cluster");
        return new TestCluster(SandboxCluster.mock(directory), directory);
    }

    public KubernetesClient client() {
        return cluster.client();
    }

    public Path kubeconfig() {
        return cluster.kubeconfig();
    }

    public boolean isReal() {
        return cluster.isReal();
    }

    /** Images in phase Ready, with the system's clock. */
    public SampleImages images() {
        return new SampleImages(cluster.client(), Clock.systemUTC());
    }

    /** Creates a namespace that no other test has. */
    public String newNamespace() {
        return newNamespace("");
    }

    /** As {@link #newNamespace()}, with a name that ends so. */
    public String newNamespace(String end) {
        String name = prefix + "-" + namespaces.size() + end;
        client().resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        namespaces.add(name);
        return name;
    }

    /** A name for a cluster-scoped object that no other test has. */
    public String clusterName(String name) {
        return prefix + "-" + name;
    }

    /** Adds a kind; its objects under this test's names are deleted on close, the kind itself stays. */
    public void apply(CustomResourceDefinition crd) {
        cluster.apply(crd);
        kinds.add(crd);
    }

    @Override
    public void close() {
        try {
            if (cluster.isReal()) {
                kinds.forEach(this::deleteObjects);
                namespaces.forEach(name -> client().namespaces().withName(name).delete());
            }
        } finally {
            cluster.close();
            TemporaryFiles.delete(directory);
        }
    }

    private void deleteObjects(CustomResourceDefinition crd) {
        var objects = client().genericKubernetesResources(CustomResourceDefinitionContext.fromCrd(crd));
        if (crd.getSpec().getScope().equals("Namespaced")) {
            namespaces.forEach(name -> objects.inNamespace(name).delete());
            return;
        }
        objects.list().getItems().stream()
                .map(object -> object.getMetadata().getName())
                .filter(name -> name.startsWith(prefix))
                .forEach(name -> objects.withName(name).delete());
    }
}
