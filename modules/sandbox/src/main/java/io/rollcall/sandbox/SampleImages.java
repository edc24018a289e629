package io.rollcall.sandbox;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Images as the virtualization module leaves them when an import is done: phase Ready, and a whole status. */
public final class SampleImages {

    private static final String API_VERSION = "virtualization.deckhouse.io/v1alpha2";

    private final KubernetesClient client;
    private final Clock clock;
    private final Map<String, String> labels;

    /** @param clock gives the conditions their lastTransitionTime, cut to the second */
    public SampleImages(KubernetesClient client, Clock clock) {
        this(client, clock, Map.of());
    }

    /** @param labels that every image bears, so that its maker finds them all again */
    public SampleImages(KubernetesClient client, Clock clock, Map<String, String> labels) {
        this.client = requireNonNull(client, "client is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.labels = Map.copyOf(labels);
    }

    /**
     * Creates a VirtualImage, and then sets its status, since a main resource's create drops that.
     *
     * @param registryHost host and port; the image is {@code <host>/vi/<namespace>/<name>:<uid>}
     * @return the resource as the server has it
     */
    public GenericKubernetesResource createVirtualImage(String namespace, String name, String registryHost) {
        GenericKubernetesResource begun = beginVirtualImage(namespace, name, "ContainerRegistry");
        return finish(begun, url(begun, registryHost + "/vi/" + namespace + "/" + name));
    }

    /** As {@link #createVirtualImage}, for all namespaces; the image is {@code <host>/cvi/<name>:<uid>}. */
    public GenericKubernetesResource createClusterVirtualImage(String name, String registryHost) {
        GenericKubernetesResource begun = beginClusterVirtualImage(name);
        return finish(begun, url(begun, registryHost + "/cvi/" + name));
    }

    /** Creates a VirtualImage that has no status yet, so that nobody asks for it. */
    public GenericKubernetesResource beginVirtualImage(String namespace, String name, String storage) {
        Map<String, Object> spec = new LinkedHashMap<>(spec());
        spec.put("storage", storage);
        return client.genericKubernetesResources(Crds.context(Crds.virtualImages()))
                .inNamespace(namespace)
                .resource(resource("VirtualImage", namespace, name, spec))
                .create();
    }

    /** As {@link #beginVirtualImage}, for all namespaces. */
    public GenericKubernetesResource beginClusterVirtualImage(String name) {
        return client.genericKubernetesResources(Crds.context(Crds.clusterVirtualImages()))
                .resource(resource("ClusterVirtualImage", null, name, spec()))
                .create();
    }

    /** Sets the status that a finished import leaves, in one write. */
    public GenericKubernetesResource finish(GenericKubernetesResource begun, String registryUrl) {
        long generation = requireNonNull(begun.getMetadata().getGeneration(), "generation is null");
        begun.setAdditionalProperty("status", status(registryUrl, generation));
        return handle(begun).updateStatus();
    }

    /** A handle on an image for reads, updates and deletes. */
    public Resource<GenericKubernetesResource> handle(GenericKubernetesResource image) {
        boolean namespaced = image.getMetadata().getNamespace() != null;
        CustomResourceDefinitionContext context =
                Crds.context(namespaced ? Crds.virtualImages() : Crds.clusterVirtualImages());
        var all = client.genericKubernetesResources(context);
        return namespaced ? all.inNamespace(image.getMetadata().getNamespace()).resource(image) : all.resource(image);
    }

    private static String url(GenericKubernetesResource image, String repository) {
        return repository + ":" + image.getMetadata().getUid();
    }

    private Map<String, Object> status(String registryUrl, long generation) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("phase", "Ready");
        status.put("cdrom", false);
        status.put("format", "qcow2");
        status.put("progress", "100%");
        status.put("observedGeneration", generation);
        status.put(
                "size",
                Map.of("stored", "199M", "storedBytes", "208666624", "unpacked", "1G", "unpackedBytes", "1073741824"));
        status.put(
                "downloadSpeed",
                Map.of("avg", "12 Mbps", "avgBytes", "1572864", "current", "0 bps", "currentBytes", "0"));
        status.put("target", Map.of("registryURL", registryUrl));
        status.put("conditions", List.of(condition("DatasourceReady", generation), condition("Ready", generation)));
        return status;
    }

    private Map<String, Object> condition(String type, long generation) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Map<String, Object> condition = new LinkedHashMap<>();
        condition.put("type", type);
        condition.put("status", "True");
        condition.put("reason", type);
        condition.put("message", "");
        condition.put("lastTransitionTime", now.toString());
        condition.put("observedGeneration", generation);
        return condition;
    }

    private static Map<String, Object> spec() {
        return Map.of(
                "dataSource", Map.of("type", "HTTP", "http", Map.of("url", "https://images.example.com/disk.qcow2")));
    }

    private GenericKubernetesResource resource(String kind, String namespace, String name, Map<String, Object> spec) {
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(API_VERSION)
                .withKind(kind)
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .addToAdditionalProperties("spec", spec)
                .build();
    }
}
