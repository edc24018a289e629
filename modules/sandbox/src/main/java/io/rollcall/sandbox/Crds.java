package io.rollcall.sandbox;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The two CRDs, as the sandbox applies them. */
public final class Crds {

    private static final String OWNER_LABEL = "app.kubernetes.io/managed-by";
    private static final String OWNER = "rollcall-sandbox";

    private Crds() {}

    /** {@code virtualimages.virtualization.deckhouse.io}, namespaced. */
    public static CustomResourceDefinition virtualImages() {
        return read("/crds/virtualimages.yaml");
    }

    /** {@code clustervirtualimages.virtualization.deckhouse.io}, cluster-scoped. */
    public static CustomResourceDefinition clusterVirtualImages() {
        return read("/crds/clustervirtualimages.yaml");
    }

    static List<CustomResourceDefinition> all() {
        return List.of(virtualImages(), clusterVirtualImages());
    }

    static CustomResourceDefinitionContext context(CustomResourceDefinition crd) {
        return CustomResourceDefinitionContext.fromCrd(crd);
    }

    static boolean isOurs(CustomResourceDefinition crd) {
        return crd.getMetadata().getLabels() != null
                && OWNER.equals(crd.getMetadata().getLabels().get(OWNER_LABEL));
    }

    private static CustomResourceDefinition read(String resource) {
        try (InputStream yaml = requireNonNull(Crds.class.getResourceAsStream(resource), resource)) {
            return Serialization.unmarshal(yaml, CustomResourceDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
