package io.rollcall.watcher.rule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.ImageState;
import java.util.Objects;

/** What a state says of an image, small enough to be kept for every image there is. Immutable, and safe for several threads. */
public final class Said {
    private static final EventCodec<ImageState> CODEC = EventCodec.of(ImageState.class);

    private final String cluster;
    private final String uid;
    private final String resourceVersion;
    private final String phase;

    /** Holds the text that the words are read from when they are first asked for; null where they were told. */
    private final Seen seen;

    /** 0 where they were not asked for yet; then, and where that is what they come to, they are read. */
    private volatile long words;

    private Said(String cluster, String uid, String resourceVersion, String phase, long words, Seen seen) {
        this.cluster = requireNonNull(cluster, "cluster is null");
        this.uid = requireNonNull(uid, "uid is null");
        this.resourceVersion = requireNonNull(resourceVersion, "resourceVersion is null");
        this.phase = requireNonNull(phase, "phase is null");
        this.words = words;
        this.seen = seen;
    }

    /**
     * @param cluster the cluster that it speaks of
     * @param uid which object of that name
     * @param resourceVersion which version of the object
     * @param words a digest of everything else that counts; equal where the same is said
     * @param phase for counting only; empty where the kind's facts have none
     */
    public Said(String cluster, String uid, String resourceVersion, long words, String phase) {
        this(cluster, uid, resourceVersion, phase, words, null);
    }

    /** What this state says. */
    public static Said of(ImageState state) {
        return new Said(
                state.cluster().intern(),
                state.uid(),
                state.resourceVersion(),
                Words.of(CODEC.encode(state)),
                phaseOf(state));
    }

    /** The same. To read the words costs as much as to write the state, and of most objects nobody will ask for them. */
    static Said of(ImageState state, Seen seen) {
        return new Said(
                state.cluster().intern(),
                state.uid(),
                state.resourceVersion(),
                phaseOf(state),
                0,
                requireNonNull(seen));
    }

    /** The same, where another keeps the text. */
    Said keptBy(Seen other) {
        return new Said(cluster, uid, resourceVersion, phase, words, requireNonNull(other));
    }

    private static String phaseOf(ImageState state) {
        return state.facts().path("phase").asText("").intern();
    }

    /** @return the cluster that it speaks of */
    public String cluster() {
        return cluster;
    }

    /** @return which version of the object */
    public String resourceVersion() {
        return resourceVersion;
    }

    /** @return which object of that name */
    public String uid() {
        return uid;
    }

    /** @return for counting only; empty where the kind's facts have none */
    public String phase() {
        return phase;
    }

    /** @return a digest of everything else that counts; equal where the same is said */
    long words() {
        if (words == 0 && seen != null) {
            words = Words.of(seen.value());
        }
        return words;
    }

    /** Whether the other could take its place, and is not it already. */
    @SuppressWarnings("ReferenceEquality") // whose room it takes is the question
    public boolean isCopyOf(Said other) {
        return this != other && equals(other);
    }

    boolean isOfSameObjectAs(Said other) {
        return uid.equals(other.uid);
    }

    boolean isOfSameVersionAs(Said other) {
        return isOfSameObjectAs(other) && resourceVersion.equals(other.resourceVersion);
    }

    boolean saysTheSameAs(Said other) {
        return equals(other) || (isOfSameObjectAs(other) && words() == other.words());
    }

    @Override
    public boolean equals(Object object) {
        return this == object
                || (object instanceof Said other
                        && isOfSameVersionAs(other)
                        && cluster.equals(other.cluster)
                        && phase.equals(other.phase)
                        && words() == other.words());
    }

    @Override
    public int hashCode() {
        return Objects.hash(uid, resourceVersion);
    }

    @Override
    public String toString() {
        return "Said[" + uid + "@" + resourceVersion + " of " + cluster + ", " + phase + "]";
    }
}
