package io.rollcall.replay.record;

import io.rollcall.replay.incident.Reach;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What it means for a window that a topic no longer holds what it once did. */
final class Reaches {
    private Reaches() {}

    /**
     * @param firsts the first record that is left of each topic that has lost some
     * @throws BadRecordException where no result of the window can be left
     */
    static Reach of(Window window, Map<Sort, Instant> firsts, Function<Sort, String> topic) {
        Instant results = firsts.getOrDefault(Sort.RESULTS, Instant.MIN);
        if (!results.isBefore(window.to())) {
            throw new BadRecordException(
                    "the record of that window is gone: %s reaches back to %s; give a later window, or the file of an export"
                            .formatted(topic.apply(Sort.RESULTS), results));
        }
        Optional<Map.Entry<Sort, Instant>> latest = firsts.entrySet().stream()
                .filter(it -> it.getValue().isAfter(window.from()))
                .max(Map.Entry.<Sort, Instant>comparingByValue().thenComparing(Map.Entry.comparingByKey()));
        return latest.map(it -> new Reach(
                        it.getValue(),
                        ("Only from %s on is all of it there: %s holds nothing older. For the next time raise its"
                                        + " retention.ms, or export sooner.")
                                .formatted(it.getValue(), topic.apply(it.getKey()))))
                .orElse(Reach.WHOLE);
    }

    /** The same when it was found that states of images are missing from before this time. */
    static Reach compacted(Reach reach, Optional<Instant> until, String images) {
        return until.filter(it -> reach.earliest() == null || it.isAfter(reach.earliest()))
                .map(it -> new Reach(
                        it,
                        ("Only from %s on is all of it there: %s holds each image's last state alone from before. For the"
                                        + " next time raise its min.compaction.lag.ms, or export sooner.")
                                .formatted(it, images)))
                .orElse(reach);
    }

    /** The same without a window. */
    static String sentence(Map<Sort, Instant> firsts, Function<Sort, String> topic) {
        return firsts.entrySet().stream()
                .max(Map.Entry.<Sort, Instant>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(it -> "A replay reaches back to %s: %s holds nothing older."
                        .formatted(it.getValue(), topic.apply(it.getKey())))
                .orElse("A replay reaches back to the first record: no topic has deleted any yet.");
    }
}
