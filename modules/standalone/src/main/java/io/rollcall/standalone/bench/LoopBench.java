package io.rollcall.standalone.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the benches share in which a fixed number of targets is asked over and over. */
final class LoopBench {

    private LoopBench() {}

    /** Warms up, then measures window by window. */
    static List<Window> windows(Site site, Effort effort, Results results) throws InterruptedException {
        site.now("warming up for %d s".formatted(effort.warmUp().toSeconds()));
        Window.over(effort.warmUp(), results::seen);
        List<Window> windows = new ArrayList<>();
        for (int run = 1; run <= effort.runs(); run++) {
            site.now("run %d of %d".formatted(run, effort.runs()));
            windows.add(Window.over(effort.window(), results::seen));
        }
        return windows;
    }

    static Map<String, Object> inputs(Effort effort, int targets, int registries, int inFlight) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("targets", targets);
        inputs.put("registries", registries);
        inputs.put("inFlight", inFlight);
        inputs.put("warmUpSeconds", effort.warmUp().toMillis() / 1e3);
        inputs.put("windowSeconds", effort.window().toMillis() / 1e3);
        return inputs;
    }

    static List<Double> compilerPercent(List<Window> windows) {
        return windows.stream()
                .map(it -> Numbers.rounded(100.0 * it.compilerMillis() * 1e6 / it.nanos()))
                .toList();
    }
}
