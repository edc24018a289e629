package io.rollcall.standalone.bench;

import io.rollcall.contract.topics.Topics;
import io.rollcall.prober.registry.RegistryClient;
import io.rollcall.standalone.bench.Measured.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What targets cost while none is due. The broker is a process of its own; what this one uses of processor and heap is the
 * prober's. Each target has been asked once.
 */
final class IdleBench implements Bench {

    private static final int REGISTRIES = 4;
    private static final int IN_FLIGHT = 64;
    private static final double MIB = 1 << 20;
    private static final Duration BINDS_WITHIN = Duration.ofMinutes(10);

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String about() {
        return "processor and heap of the prober while 100,000 targets are bound and none is due";
    }

    @Override
    public boolean growsWithTargets() {
        return true;
    }

    @Override
    public List<Measured> run(Site site, Effort effort) throws IOException, InterruptedException {
        try (Later later = new Later();
                Bus bus = Bus.apart(site)) {
            Topics topics = bus.topics("idle", Topics.DEFAULT_PARTITIONS);
            Map<String, RegistryClient> clients =
                    CoreBench.clients(REGISTRIES, new LaterClient(later, Duration.ofMillis(1)));
            Images images = new Images(List.copyOf(clients.keySet()));
            try (Probers prober = Probers.stream(bus.servers(), topics, Probers.policy(IN_FLIGHT), clients, Map.of())) {
                // a few first: what any prober loads and keeps is no target's
                int few = Math.min(1_000, effort.targets() / 2);
                bind(site, bus, topics, images, 0, few);
                long before = Cpu.liveHeap();
                bind(site, bus, topics, images, few, effort.targets());
                List<Double> heap = new ArrayList<>();
                List<Double> cpu = new ArrayList<>();
                List<Double> compiler = new ArrayList<>();
                site.now("warming up for %d s".formatted(effort.warmUp().toSeconds()));
                Window.over(effort.warmUp());
                for (int run = 1; run <= effort.runs(); run++) {
                    site.now("run %d of %d".formatted(run, effort.runs()));
                    Window window = Window.over(effort.window());
                    cpu.add(window.cpuPercent());
                    compiler.add(Numbers.rounded(100.0 * window.compilerMillis() * 1e6 / window.nanos()));
                    heap.add((Cpu.liveHeap() - before) / MIB);
                }
                return measured(effort, cpu, compiler, heap, before);
            }
        }
    }

    private static void bind(Site site, Bus bus, Topics topics, Images images, int from, int to)
            throws InterruptedException {
        site.now("binding %,d targets".formatted(to - from));
        try (Results results = Results.of(bus.servers(), topics)) {
            Images.publish(bus.servers(), topics, from, to, images::ready);
            results.await(to, BINDS_WITHIN);
        }
    }

    private static List<Measured> measured(
            Effort effort, List<Double> cpu, List<Double> compiler, List<Double> heap, long before) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("targets", effort.targets());
        inputs.put("warmUpSeconds", effort.warmUp().toMillis() / 1e3);
        inputs.put("windowSeconds", effort.window().toMillis() / 1e3);
        inputs.put("compilerPercent", compiler);
        inputs.put("heapBeforeMiB", Numbers.rounded(before / MIB));
        return List.of(
                Measured.of("idle.cpu", "% of a core", Target.atMost(5), cpu, inputs),
                Measured.of("idle.heap", "MiB", Target.atMost(150), heap, inputs));
    }
}
