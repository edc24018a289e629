package io.rollcall.watcher.rule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.ImageState;

/**
 * What a state says of an image, small enough to be kept for every image there is.
 *
 * @param cluster the cluster that it speaks of
 * @param uid which object of that name
 * @param resourceVersion which version of the object
 * @param words a digest of everything else that counts; equal where the same is said
 * @param phase for counting only; empty where the kind's facts have none
 */
public record Said(String cluster, String uid, String resourceVersion, long words, String phase) {
    private static final EventCodec<ImageState> CODEC = EventCodec.of(ImageState.class);

    public Said {
        requireNonNull(cluster, "cluster is null");
        requireNonNull(uid, "uid is null");
        requireNonNull(resourceVersion, "resourceVersion is null");
        requireNonNull(phase, "phase is null");
    }

    /** What this state says. */
    public static Said of(ImageState state) {
        return of(state, CODEC.encode(state));
    }

    /** @param encoded the state, as the codec writes it */
    static Said of(ImageState state, byte[] encoded) {
        return new Said(
                state.cluster().intern(),
                state.uid(),
                state.resourceVersion(),
                Words.of(encoded),
                state.facts().path("phase").asText("").intern());
    }

    boolean isOfSameObjectAs(Said other) {
        return uid.equals(other.uid);
    }

    boolean isOfSameVersionAs(Said other) {
        return isOfSameObjectAs(other) && resourceVersion.equals(other.resourceVersion);
    }

    boolean saysTheSameAs(Said other) {
        return isOfSameObjectAs(other) && words == other.words;
    }
}
