package io.rollcall.contract.image;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Objects;

/**
 * What the watcher knows of an image: the value on {@code rollcall.images}. A deleted image is a tombstone.
 *
 * @param resourceVersion as the API server gave it; only equality means anything across kinds
 * @param suspended taken out by its owner: nothing is probed and nothing is written
 * @param recheckRequestedAt the request annotation's value verbatim: a change asks for a probe now; null if there is none
 * @param asks empty where there is nothing to ask
 * @param facts what only the kind's own rules read; an object
 */
public record ImageState(
        int schemaVersion,
        String cluster,
        ImageKey key,
        String uid,
        String resourceVersion,
        long generation,
        boolean suspended,
        String recheckRequestedAt,
        List<Ask> asks,
        JsonNode facts) {
    /** The version that this code writes. */
    public static final int SCHEMA_VERSION = 1;

    public ImageState {
        requireNonNull(cluster, "cluster is null");
        requireNonNull(key, "key is null");
        requireNonNull(uid, "uid is null");
        requireNonNull(resourceVersion, "resourceVersion is null");
        asks = asks == null ? List.of() : List.copyOf(asks);
        facts = facts == null ? JsonNodeFactory.instance.objectNode() : facts;
    }

    /** @return whether the other says the same of the same object; resourceVersion and generation do not count */
    public boolean saysTheSameAs(ImageState other) {
        return cluster.equals(other.cluster)
                && key.equals(other.key)
                && uid.equals(other.uid)
                && suspended == other.suspended
                && Objects.equals(recheckRequestedAt, other.recheckRequestedAt)
                && asks.equals(other.asks)
                && facts.equals(other.facts);
    }
}
