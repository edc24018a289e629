package io.rollcall.standalone.bench;

import io.rollcall.standalone.bench.Measured.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sweeps of a real registry through the whole pipeline, beside a client that does nothing but ask: on the same registry, for
 * the same images, with as many connections, in turn.
 */
final class SweepBench implements Bench {

    private static final int IN_FLIGHT = 8;

    @Override
    public String name() {
        return "sweep";
    }

    @Override
    public String about() {
        return "a sweep of 10,000 images through the whole pipeline, beside a bare client that only asks";
    }

    @Override
    public boolean needsRegistry() {
        return true;
    }

    @Override
    public List<Measured> run(Site site, Effort effort) throws IOException, InterruptedException {
        try (SeededRegistry registry = SeededRegistry.plain(site, effort.images());
                Sweeps sweeps = Sweeps.of(site, name(), registry, effort.images(), IN_FLIGHT)) {
            RawClient raw = new RawClient(registry.host(), registry.port(), IN_FLIGHT);
            site.now("binding %,d images".formatted(effort.images()));
            Stretch bound = sweeps.bind(registry.host());
            raw.sweep(effort.images());
            sweeps.warmUp(site, effort);
            List<Stretch> ours = new ArrayList<>();
            List<Stretch> theirs = new ArrayList<>();
            for (int run = 1; run <= effort.runs(); run++) {
                site.now("run %d of %d".formatted(run, effort.runs()));
                theirs.add(Stretch.of(effort.images(), () -> raw.sweep(effort.images())));
                ours.add(sweeps.sweep());
            }
            return measured(effort, bound, ours, theirs);
        }
    }

    private static List<Measured> measured(Effort effort, Stretch bound, List<Stretch> ours, List<Stretch> theirs) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("images", effort.images());
        inputs.put("connections", IN_FLIGHT);
        inputs.put("warmUpSeconds", effort.longWarmUp().toMillis() / 1e3);
        inputs.put("pipelinePerSecond", rates(ours));
        inputs.put("rawPerSecond", rates(theirs));
        inputs.put("firstBindPerSecond", Numbers.rounded(bound.perSecond()));
        inputs.put(
                "rawCpuMicros",
                theirs.stream().map(it -> Numbers.rounded(it.cpuMicros())).toList());
        return List.of(
                Measured.of("sweep", "× raw", Target.atLeast(0.85), ratios(ours, theirs), inputs),
                Measured.of(
                        "sweep.cpu",
                        "µs/probe",
                        Target.atMost(200),
                        ours.stream().map(Stretch::cpuMicros).toList(),
                        inputs));
    }

    /** Each run's two sweeps, one by the other. */
    static List<Double> ratios(List<Stretch> ours, List<Stretch> theirs) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            ratios.add(ours.get(i).perSecond() / theirs.get(i).perSecond());
        }
        return ratios;
    }

    static List<Double> rates(List<Stretch> stretches) {
        return stretches.stream().map(it -> Numbers.rounded(it.perSecond())).toList();
    }
}
