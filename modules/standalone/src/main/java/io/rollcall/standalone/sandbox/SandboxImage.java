package io.rollcall.standalone.sandbox;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.image.ReferenceParser;
import io.rollcall.contract.image.ReferenceParser.Parsed;
import io.rollcall.sandbox.Crds;
import io.rollcall.sandbox.Manifest;
import io.rollcall.sandbox.RegistryClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An image of a sandbox, as its API server has it now.
 *
 * @param name {@code namespace/name}, or the name alone of a ClusterVirtualImage
 * @param reference where its data is
 */
record SandboxImage(String name, String phase, ImageReference reference) {

    private static final String LABEL = "rollcall.io/sandbox";
    private static final Manifest FORM = Manifest.DOCKER;

    SandboxImage {
        requireNonNull(name, "name is null");
        requireNonNull(phase, "phase is null");
        requireNonNull(reference, "reference is null");
    }

    /** What every image of a sandbox bears, so that nobody else's is ever taken for one. */
    static Map<String, String> labels() {
        return Map.of(LABEL, "true");
    }

    static List<CustomResourceDefinitionContext> kinds() {
        return Stream.of(Crds.virtualImages(), Crds.clusterVirtualImages())
                .map(CustomResourceDefinitionContext::fromCrd)
                .toList();
    }

    /** All of them, by name. */
    static List<SandboxImage> all(KubernetesClient client) {
        return kinds().stream()
                .flatMap(
                        kind -> client
                                .genericKubernetesResources(kind)
                                .inAnyNamespace()
                                .withLabels(labels())
                                .list()
                                .getItems()
                                .stream())
                .map(resource -> of(client, resource))
                .flatMap(Optional::stream)
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
    }

    /** Empty for one that has no status yet. */
    static Optional<SandboxImage> of(KubernetesClient client, GenericKubernetesResource resource) {
        JsonNode status = client.getKubernetesSerialization()
                .convertValue(resource, JsonNode.class)
                .path("status");
        String namespace = resource.getMetadata().getNamespace();
        String name = (namespace == null ? "" : namespace + "/")
                + resource.getMetadata().getName();
        return ReferenceParser.parse(status.at("/target/registryURL").asText()) instanceof Parsed.Valid valid
                ? Optional.of(new SandboxImage(name, status.path("phase").asText(), valid.reference()))
                : Optional.empty();
    }

    /** Pushes its data, if it is not there. */
    void push() {
        registry().push(reference.repository(), reference.reference(), FORM, reference.canonical());
    }

    /** Deletes its data; whether there was any. */
    boolean delete() {
        Optional<String> digest = registry().digest(reference.repository(), reference.reference());
        digest.ifPresent(known -> registry().delete(reference.repository(), known));
        return digest.isPresent();
    }

    private RegistryClient registry() {
        return RegistryClient.plain(reference.registry());
    }
}
