package io.rollcall.testkit;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** The third kind: {@code channels.test.rollcall.io}, whose annotation {@value #DIGEST} follows a tag's digest. */
public final class Channels {

    /** The annotation that is to be written. */
    public static final String DIGEST = "test.rollcall.io/digest";

    private final TestCluster cluster;

    /** Adds the kind to the cluster. */
    public Channels(TestCluster cluster) {
        this.cluster = requireNonNull(cluster, "cluster is null");
        cluster.apply(crd());
    }

    public static CustomResourceDefinition crd() {
        try (InputStream yaml = requireNonNull(Channels.class.getResourceAsStream("/crds/channels.yaml"))) {
            return Serialization.unmarshal(yaml, CustomResourceDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Creates a channel, without the annotation.
     *
     * @param image host, repository and tag
     */
    public GenericKubernetesResource create(String namespace, String name, String image) {
        return handle(new GenericKubernetesResourceBuilder()
                        .withApiVersion("test.rollcall.io/v1")
                        .withKind("Channel")
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(name)
                        .endMetadata()
                        .addToAdditionalProperties("spec", Map.of("image", image))
                        .build())
                .create();
    }

    /** The digest that stands in the annotation now. */
    public Optional<String> digest(GenericKubernetesResource channel) {
        return Optional.ofNullable(handle(channel).get().getMetadata().getAnnotations())
                .map(annotations -> annotations.get(DIGEST));
    }

    private Resource<GenericKubernetesResource> handle(GenericKubernetesResource channel) {
        return cluster.client()
                .genericKubernetesResources(CustomResourceDefinitionContext.fromCrd(crd()))
                .inNamespace(channel.getMetadata().getNamespace())
                .resource(channel);
    }
}
