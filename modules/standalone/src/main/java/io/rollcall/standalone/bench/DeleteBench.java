package io.rollcall.standalone.bench;

import io.rollcall.standalone.bench.Measured.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * From a DELETE at the registry to phase {@code ImageLost}, as a watch of the API server shows it: the registry's notification,
 * all three services, and the broker in between. One image at a time, at no particular moment of anybody's round.
 */
final class DeleteBench implements Bench {

    private static final int LEAST_A_RUN = 10;

    private static final int MOST_A_RUN = 60;

    /** Of an effort's images; each has a fixed cost. */
    private static final int SHARE = 50;

    /** The first ones find nothing compiled and no connection open. */
    private static final int WARM_UP = 20;

    private static final int LONGEST_PAUSE_MILLIS = 250;

    @Override
    public String name() {
        return "delete";
    }

    @Override
    public String about() {
        return "from DELETE at the registry, which tells us, to phase ImageLost in a watch";
    }

    @Override
    public boolean needsRegistry() {
        return true;
    }

    @Override
    public List<Measured> run(Site site, Effort effort) throws IOException, InterruptedException {
        int perRun = Math.max(LEAST_A_RUN, Math.min(MOST_A_RUN, effort.images() / SHARE));
        int warmUp = Math.min(WARM_UP, perRun);
        try (ToldPipeline pipeline = ToldPipeline.start(site, warmUp + perRun * effort.runs())) {
            site.now("warming up with %d images".formatted(warmUp));
            lose(pipeline, warmUp);
            List<Double> medians = new ArrayList<>();
            List<Double> tails = new ArrayList<>();
            for (int run = 1; run <= effort.runs(); run++) {
                site.now("run %d of %d".formatted(run, effort.runs()));
                long[] nanos = lose(pipeline, perRun);
                medians.add(Numbers.rounded(Numbers.percentile(nanos, 0.5) / 1e6));
                tails.add(Numbers.rounded(Numbers.percentile(nanos, 0.99) / 1e6));
            }
            Map<String, Object> inputs = new LinkedHashMap<>();
            inputs.put("imagesARun", perRun);
            inputs.put("warmUpImages", warmUp);
            inputs.put("apiServer", pipeline.isReal() ? "real" : "sandbox");
            return List.of(
                    Measured.of("delete.p50", "ms", Target.atMost(300), medians, inputs),
                    Measured.of("delete.p99", "ms", Target.atMost(1_000), tails, inputs));
        }
    }

    private static long[] lose(ToldPipeline pipeline, int images) throws InterruptedException {
        long[] nanos = new long[images];
        for (int i = 0; i < images; i++) {
            Duration took = pipeline.deleteNext();
            nanos[i] = took.toNanos();
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(LONGEST_PAUSE_MILLIS));
        }
        return nanos;
    }
}
