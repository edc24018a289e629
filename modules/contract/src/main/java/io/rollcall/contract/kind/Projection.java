package io.rollcall.contract.kind;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.rules.Change;
import java.util.List;

/**
 * From an object to what is known of it: the envelope that every kind shares, around its kind's asks and facts. Pure.
 *
 * @param cluster which cluster the objects live in
 */
public record Projection(String cluster) {
    /** A changed value asks for a probe now. */
    public static final String REQUESTED_AT = "rollcall.io/requestedAt";

    /** The value {@code "true"} takes an image out. */
    public static final String SUSPEND = "rollcall.io/suspend";

    public Projection {
        requireNonNull(cluster, "cluster is null");
    }

    /** @param object as the API server sent it: it has a name, a uid and a resourceVersion */
    public ImageState of(ResourceKind kind, JsonNode object) {
        JsonNode metadata = object.path("metadata");
        JsonNode annotations = metadata.path("annotations");
        boolean suspended = "true".equals(annotations.path(SUSPEND).textValue());
        return new ImageState(
                ImageState.SCHEMA_VERSION,
                cluster,
                key(kind, object),
                metadata.path("uid").asText(),
                metadata.path("resourceVersion").asText(),
                metadata.path("generation").asLong(),
                suspended,
                annotations.path(REQUESTED_AT).textValue(),
                suspended || metadata.hasNonNull("deletionTimestamp") ? List.of() : kind.asks(object),
                kind.facts(object));
    }

    /**
     * What will be known once the change is in the object. The asks are those of before: they are the object's to tell.
     *
     * @param version the resourceVersion that the write gave; null where it is not known, and the one before stays
     */
    public static ImageState after(ImageState state, Change.PhaseChange change, String version) {
        return new ImageState(
                state.schemaVersion(),
                state.cluster(),
                state.key(),
                state.uid(),
                version == null ? state.resourceVersion() : version,
                state.generation(),
                state.suspended(),
                state.recheckRequestedAt(),
                state.asks(),
                ImageFacts.after(state.facts(), change));
    }

    /** @return the object's key */
    public static ImageKey key(ResourceKind kind, JsonNode object) {
        JsonNode metadata = object.path("metadata");
        return new ImageKey(
                kind.crd(),
                kind.namespaced() ? metadata.path("namespace").asText() : "",
                metadata.path("name").asText());
    }
}
