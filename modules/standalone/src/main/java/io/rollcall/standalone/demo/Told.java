package io.rollcall.standalone.demo;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The scenario's sentences and numbers. */
final class Told {

    private Told() {}

    static String turn(Turn turn, List<DemoImage> meant, String since, Spread phases, Spread alerts) {
        if (meant.size() == 1) {
            return "%s is %s %s after the %s; Event %s, alert %s"
                    .formatted(
                            meant.get(0).shown(),
                            turn.phase(),
                            phases.shown(),
                            since,
                            turn.reason(meant.get(0).kind()),
                            turn.alert());
        }
        return "%d of %d are %s (%s after the %s); %d Events, %d alerts by %s"
                .formatted(
                        meant.size(),
                        meant.size(),
                        turn.phase(),
                        phases.shown(),
                        since,
                        meant.size(),
                        meant.size(),
                        Spread.seconds(alerts.last()));
    }

    static Map<String, Object> numbers(List<DemoImage> meant, Spread phases, Spread events, Spread alerts) {
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("images", meant.size());
        numbers.put("phaseSeconds", seconds(phases));
        numbers.put("eventSeconds", seconds(events));
        numbers.put("alertSeconds", seconds(alerts));
        return numbers;
    }

    static Map<String, Double> seconds(Spread spread) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        seconds.put("first", spread.first().toMillis() / 1000.0);
        seconds.put("median", spread.median().toMillis() / 1000.0);
        seconds.put("last", spread.last().toMillis() / 1000.0);
        return seconds;
    }

    static String missed(String expected, Duration bound, Tally tally, List<String> waiting) {
        return "Expected %s within %s; saw %s.%s"
                .formatted(
                        expected,
                        Spread.seconds(bound),
                        tally.seen(),
                        waiting.isEmpty() ? "" : " Waiting: " + String.join(" ", waiting));
    }
}
