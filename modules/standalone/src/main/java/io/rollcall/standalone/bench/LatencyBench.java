package io.rollcall.standalone.bench;

import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.topics.Topics;
import io.rollcall.prober.registry.RegistryClient;
import io.rollcall.standalone.bench.Measured.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How long after a target was due its result can be read, at 5,000 probes a second. The 10 ms that an answer takes are part
 * of it.
 */
final class LatencyBench implements Bench {

    private static final int PER_SECOND = 5_000;
    private static final int REGISTRIES = 32;
    private static final int IN_FLIGHT = 64;
    private static final EventCodec<ProbeResult> RESULTS = EventCodec.of(ProbeResult.class);

    /** Beyond it what a run keeps for its percentiles is full; a run has fewer. */
    private static final int MOST = 1 << 20;

    private final long[] latencies = new long[MOST];
    private volatile int kept;

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String about() {
        return "from due to a result that can be read, at 5,000 probes a second without HTTP";
    }

    @Override
    public List<Measured> run(Site site, Effort effort) throws InterruptedException {
        try (Later later = new Later();
                Bus bus = Bus.inside(site)) {
            Topics topics = bus.topics("latency", Topics.DEFAULT_PARTITIONS);
            Map<String, RegistryClient> clients =
                    CoreBench.clients(REGISTRIES, new LaterClient(later, CoreBench.ANSWERS_AFTER));
            Images images = new Images(List.copyOf(clients.keySet()));
            Duration again = Duration.ofMillis(1_000L * effort.loop() / PER_SECOND);
            try (Probers prober = Probers.stream(bus.servers(), topics, Probers.policy(IN_FLIGHT), clients, Map.of());
                    Results results = Results.of(bus.servers(), topics, this::note)) {
                publishEvenly(bus, topics, effort, images, again);
                return windows(site, effort, results);
            }
        }
    }

    /** In steps over one round, so that they are due evenly and stay so. */
    private static void publishEvenly(Bus bus, Topics topics, Effort effort, Images images, Duration round)
            throws InterruptedException {
        int steps = (int) Math.max(1, round.toMillis() / 50);
        for (int step = 0; step < steps; step++) {
            int from = (int) ((long) effort.loop() * step / steps);
            int to = (int) ((long) effort.loop() * (step + 1) / steps);
            long began = System.nanoTime();
            Images.publish(bus.servers(), topics, from, to, i -> images.lost(i, round));
            TimeUnit.NANOSECONDS.sleep(round.toNanos() / steps - (System.nanoTime() - began));
        }
    }

    private void note(ConsumerRecord<byte[], byte[]> record) {
        long now = System.currentTimeMillis();
        int at = kept;
        if (at < MOST && RESULTS.decode(record.value()) instanceof Decoded.Event<ProbeResult> event) {
            latencies[at] = now - event.value().dueAt().toEpochMilli();
            kept = at + 1;
        }
    }

    private List<Measured> windows(Site site, Effort effort, Results results) throws InterruptedException {
        site.now("warming up for %d s".formatted(effort.warmUp().toSeconds()));
        Window.over(effort.warmUp(), results::seen);
        List<Double> medians = new ArrayList<>();
        List<Double> tails = new ArrayList<>();
        List<Double> rates = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        for (int run = 1; run <= effort.runs(); run++) {
            site.now("run %d of %d".formatted(run, effort.runs()));
            kept = 0;
            Window window = Window.over(effort.window(), results::seen);
            long[] seen = java.util.Arrays.copyOf(latencies, kept);
            medians.add((double) Numbers.percentile(seen, 0.5));
            tails.add((double) Numbers.percentile(seen, 0.99));
            rates.add(Numbers.rounded(window.perSecond()));
            cpu.add(Numbers.rounded(window.cpuPercent()));
        }
        Map<String, Object> inputs = LoopBench.inputs(effort, effort.loop(), REGISTRIES, IN_FLIGHT);
        inputs.put("probesPerSecond", rates);
        inputs.put("cpuPercent", cpu);
        return List.of(
                Measured.of("latency.p50", "ms", Target.atMost(100), medians, inputs),
                Measured.of("latency.p99", "ms", Target.atMost(250), tails, inputs));
    }
}
