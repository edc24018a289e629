package io.rollcall.standalone.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The last lines: what was seen, and where to go next. */
final class Closing {

    /**
     * A line.
     *
     * @param name empty for a heading
     */
    record Line(String name, String text) {}

    private Closing() {}

    static List<Line> lines(Summary summary, boolean kept) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("", "Seen in %s, in the resources, their Events and the alerts"
                .formatted(Spread.seconds(summary.took()))));
        lines.add(new Line("losses", "%d, with one Event and one alert each".formatted(summary.lost())));
        lines.add(new Line("recoveries", "%d, with one Event and one alert each".formatted(summary.recovered())));
        lines.add(new Line("to ImageLost", times(summary, Step.LOSE_ONE, Step.LOSE_ALL)));
        lines.add(new Line("to Ready", times(summary, Step.RECOVER_ONE, Step.RECOVER_ALL)));
        lines.add(new Line("probes", probes(summary.probes())));
        lines.add(new Line("untouched", "all else in the status of all %d".formatted(summary.images())));
        lines.add(new Line(" ", ""));
        lines.add(new Line("", "Where to go next"));
        lines.add(new Line("your cluster", "./rollcall up --kubeconfig ~/.kube/config      says what it would do; writes nothing"));
        if (!kept) {
            lines.add(new Line("look around", "./rollcall demo --keep                         leaves all of this up"));
        }
        lines.add(new Line("read", "README.md, docs/"));
        return lines;
    }

    private static String times(Summary summary, Step one, Step all) {
        return "one image after %s; all %d: %s"
                .formatted(
                        summary.times().get(one).shown(),
                        summary.images(),
                        summary.times().get(all).shown());
    }

    private static String probes(Map<String, Integer> verdicts) {
        return verdicts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .reduce((one, other) -> one + ", " + other)
                .orElse("none");
    }
}
