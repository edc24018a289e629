package io.rollcall.standalone.demo;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The scenario's sentences and numbers. */
final class Told {

    private Told() {}

    static List<String> turn(Turn turn, List<DemoImage> meant, String since, Spread phases) {
        String when = "%s, %s after the %s".formatted(turn.phase(), phases.shown(), since);
        if (meant.size() == 1) {
            DemoImage one = meant.get(0);
            return List.of(
                    one.shown() + " is " + when, "Event %s, alert %s".formatted(turn.reason(one.kind()), turn.alert()));
        }
        return List.of(
                "all %d are %s".formatted(meant.size(), when),
                "%d Events, %d alerts".formatted(meant.size(), meant.size()));
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
