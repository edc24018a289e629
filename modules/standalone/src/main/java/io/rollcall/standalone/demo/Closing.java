package io.rollcall.standalone.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The last lines: what was seen, and where to go next. */
final class Closing {

    /** What it is about, and what is said of it. */
    record Line(String name, String text) {}

    private Closing() {}

    static List<Line> seen(Summary summary) {
        return List.of(
                new Line("losses", "%d, each with one Event and one alert".formatted(summary.lost())),
                new Line("recoveries", "%d, each with one Event and one alert".formatted(summary.recovered())),
                new Line("to ImageLost", times(summary, Step.LOSE_ONE, Step.LOSE_ALL)),
                new Line("to Ready", times(summary, Step.RECOVER_ONE, Step.RECOVER_ALL)),
                new Line("probes", probes(summary.probes())),
                new Line("untouched", "all else in the status of every image"));
    }

    static List<Line> next(boolean kept) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(
                "your cluster", "./rollcall up --kubeconfig ~/.kube/config   tells what it would do; writes nothing"));
        if (!kept) {
            lines.add(new Line("look around", "./rollcall demo --keep                      leaves all of this up"));
        }
        lines.add(new Line("read", "README.md, and docs/"));
        return lines;
    }

    private static String times(Summary summary, Step one, Step all) {
        return "one after %s, all %d after %s"
                .formatted(
                        summary.times().get(one).shown(),
                        summary.images(),
                        summary.times().get(all).shown());
    }

    private static String probes(Map<String, Integer> verdicts) {
        return String.join(
                ", ",
                verdicts.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .toList());
    }
}
