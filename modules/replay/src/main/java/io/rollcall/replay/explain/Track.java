package io.rollcall.replay.explain;

import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.rules.Condition;
import io.rollcall.replay.incident.Phase;
import java.time.Instant;
import java.util.Arrays;
import java.util.TreeSet;

/** What is known of one image at this point of the replay. */
final class Track {
    final int index;
    final ImageKey key;
    /** Whether its name is one that is asked about. */
    final boolean wanted;

    final Lanes lanes;
    final Pending pending = new Pending();
    /** As the watcher last said it, with what was written since; null where nothing did. */
    ImageState state;

    String uid;
    String target;
    RegistryTrack registry;
    Story story;
    Simulation simulation;
    /** When it was last seen present; 0 where it was not. */
    long presentAt;
    /** What the last conclusive verdict was. */
    boolean absent;
    /** Whether its registry counts it. */
    boolean bound;

    boolean asked;
    long lost;
    long recovered;
    final TreeSet<Integer> incidents = new TreeSet<>();

    /** When the last results began that could change it, in whole seconds: a write bears the time of one of them. */
    private final long[] evidence = new long[4];

    private int next;

    Track(int index, ImageKey key, boolean wanted, Lanes lanes) {
        this.index = index;
        this.key = key;
        this.wanted = wanted;
        this.lanes = lanes;
    }

    /** From now on it is one that something happened to. */
    Story story() {
        if (story == null) {
            story = new Story();
        }
        return story;
    }

    boolean isLost() {
        return lanes.phase() == Phase.IMAGE_LOST;
    }

    void couldChange(ProbeResult result) {
        evidence[next++ % evidence.length] = result.startedAt().getEpochSecond();
    }

    /** Whether this is what one of its results had written: news of that may come before the decision itself is told. */
    boolean isOurs(ImageState seen) {
        Instant since = Condition.time(seen.facts().path("readyTransitionTime"));
        return since != null && Arrays.stream(evidence).anyMatch(it -> it == since.getEpochSecond());
    }
}
