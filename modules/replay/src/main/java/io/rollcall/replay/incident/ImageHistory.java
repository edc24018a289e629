package io.rollcall.replay.incident;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What happened to one image.
 *
 * @param kind {@code <plural>.<group>}
 * @param namespace empty for a cluster-wide one
 * @param uid of the object that last bore the name; null where no record says it
 * @param registry null where no record says it
 * @param target the reference that was last asked about; null where no record says it
 * @param lane the window from end to end, without a gap
 * @param lost how often it was lost
 * @param recovered how often it came back
 * @param lostMillis how long it was in phase ImageLost within the window
 * @param incidents numbers of those that it is part of, ascending
 * @param story in the order of time; where it would be too long, its middle is left out, and a note says how much
 */
public record ImageHistory(
        String key,
        String kind,
        String namespace,
        String name,
        String uid,
        String registry,
        String target,
        List<Lane> lane,
        long lost,
        long recovered,
        long lostMillis,
        List<Integer> incidents,
        List<StoryLine> story) {
    public ImageHistory {
        requireNonNull(key, "key is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(namespace, "namespace is null");
        requireNonNull(name, "name is null");
        lane = List.copyOf(lane);
        incidents = List.copyOf(incidents);
        story = List.copyOf(story);
    }
}
