package io.rollcall.standalone.demo;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One turn of some images, which for each of them may be its first or a later one.
 *
 * @param nth which of its transitions in this direction it is to be for each image, from 1
 */
record Expectation(Turn turn, Map<DemoImage, Integer> nth) {
    Expectation {
        requireNonNull(turn, "turn is null");
        nth = new LinkedHashMap<>(nth);
    }

    /** What was seen of it, given each image's history. */
    Tally tally(Function<DemoImage, History> histories) {
        int phases = 0;
        int events = 0;
        int alerts = 0;
        int done = 0;
        Optional<String> behind = Optional.empty();
        for (Map.Entry<DemoImage, Integer> entry : nth.entrySet()) {
            History history = histories.apply(entry.getKey());
            phases += history.phase().equals(turn.phase()) ? 1 : 0;
            events += History.of(turn, history.events()).size() >= entry.getValue() ? 1 : 0;
            alerts += History.of(turn, history.alerts()).size() >= entry.getValue() ? 1 : 0;
            if (history.shows(turn, entry.getValue())) {
                done++;
            } else if (behind.isEmpty()) {
                behind = Optional.of(describe(entry.getKey(), history));
            }
        }
        String counts = "%d of %d %s, %d with an Event, %d with an alert"
                .formatted(phases, nth.size(), turn.phase(), events, alerts);
        return new Tally(
                done, nth.size(), counts + behind.map(text -> "; " + text).orElse(""));
    }

    private static String describe(DemoImage image, History history) {
        List<String> said = new ArrayList<>();
        said.add("phase " + history.phase());
        said.add(history.probe()
                .map(probe -> "last probe " + probe.verdict() + " at " + probe.startedAt())
                .orElse("never probed"));
        return image.shown() + " has " + String.join(", ", said);
    }
}
