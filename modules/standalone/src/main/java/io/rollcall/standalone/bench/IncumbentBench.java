package io.rollcall.standalone.bench;

import io.rollcall.standalone.bench.Measured.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sweeps over TLS, beside the incumbent's way on the same registry, in turn. No password is asked for: to hash one for each
 * request is dearer to that registry than the request itself, and would be measured in place of the two ways.
 */
final class IncumbentBench implements Bench {

    private static final int IN_FLIGHT = 8;

    /** It has a fixed cost for each image: a share of the images tells it as well as all. */
    private static final int SHARE = 5;

    @Override
    public String name() {
        return "incumbent";
    }

    @Override
    public String about() {
        return "a sweep over TLS, beside one image at a time over a new connection each";
    }

    @Override
    public boolean needsRegistry() {
        return true;
    }

    @Override
    public List<Measured> run(Site site, Effort effort) throws IOException, InterruptedException {
        try (SeededRegistry registry = SeededRegistry.secured(site, effort.images());
                Sweeps sweeps = Sweeps.of(site, name(), registry, effort.images(), IN_FLIGHT)) {
            IncumbentClient incumbent = new IncumbentClient(registry.host(), registry.port(), registry.ca());
            int share = Math.max(1, effort.images() / SHARE);
            site.now("binding %,d images".formatted(effort.images()));
            sweeps.bind(registry.host());
            incumbent.sweep(share);
            sweeps.warmUp(site, effort);
            List<Stretch> ours = new ArrayList<>();
            List<Stretch> theirs = new ArrayList<>();
            for (int run = 1; run <= effort.runs(); run++) {
                site.now("run %d of %d".formatted(run, effort.runs()));
                theirs.add(Stretch.of(share, () -> incumbent.sweep(share)));
                ours.add(sweeps.sweep());
            }
            return measured(effort, share, ours, theirs);
        }
    }

    private static List<Measured> measured(Effort effort, int share, List<Stretch> ours, List<Stretch> theirs) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("images", effort.images());
        inputs.put("incumbentImages", share);
        inputs.put("connections", IN_FLIGHT);
        inputs.put("warmUpSeconds", effort.longWarmUp().toMillis() / 1e3);
        inputs.put("pipelinePerSecond", SweepBench.rates(ours));
        inputs.put("incumbentPerSecond", SweepBench.rates(theirs));
        return List.of(
                Measured.of("incumbent", "× incumbent", Target.atLeast(5), SweepBench.ratios(ours, theirs), inputs));
    }
}
