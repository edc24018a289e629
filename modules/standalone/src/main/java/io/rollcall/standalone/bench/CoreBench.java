package io.rollcall.standalone.bench;

import io.rollcall.contract.topics.Topics;
import io.rollcall.prober.registry.RegistryClient;
import io.rollcall.standalone.bench.Measured.Target;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The topology without a network: each target is due again as soon as it was answered, and an answer takes 10 ms. Broker,
 * prober and reader are this one process, and all their work counts.
 */
final class CoreBench implements Bench {

    static final Duration ANSWERS_AFTER = Duration.ofMillis(10);
    private static final int REGISTRIES = 32;
    private static final int IN_FLIGHT = 64;

    @Override
    public String name() {
        return "core";
    }

    @Override
    public String about() {
        return "probes a second of the topology alone: answers come after 10 ms, without HTTP";
    }

    @Override
    public List<Measured> run(Site site, Effort effort) throws InterruptedException {
        try (Later later = new Later();
                Bus bus = Bus.inside(site)) {
            Topics topics = bus.topics("core", Topics.DEFAULT_PARTITIONS);
            Map<String, RegistryClient> clients = clients(REGISTRIES, new LaterClient(later, ANSWERS_AFTER));
            Images images = new Images(List.copyOf(clients.keySet()));
            try (Probers prober = Probers.stream(bus.servers(), topics, Probers.policy(IN_FLIGHT), clients, Map.of());
                    Results results = Results.of(bus.servers(), topics)) {
                Images.publish(bus.servers(), topics, 0, effort.loop(), i -> images.lost(i, Duration.ofMillis(1)));
                return measured(effort, LoopBench.windows(site, effort, results));
            }
        }
    }

    static Map<String, RegistryClient> clients(int hosts, RegistryClient client) {
        Map<String, RegistryClient> clients = new LinkedHashMap<>();
        for (int i = 0; i < hosts; i++) {
            clients.put("registry-%02d.example.com".formatted(i), client);
        }
        return clients;
    }

    private static List<Measured> measured(Effort effort, List<Window> windows) {
        Map<String, Object> inputs = LoopBench.inputs(effort, effort.loop(), REGISTRIES, IN_FLIGHT);
        inputs.put(
                "cpuPercent",
                windows.stream().map(it -> Numbers.rounded(it.cpuPercent())).toList());
        inputs.put("compilerPercent", LoopBench.compilerPercent(windows));
        return List.of(
                Measured.of(
                        "core",
                        "probes/s",
                        Target.atLeast(20_000),
                        windows.stream().map(Window::perSecond).toList(),
                        inputs),
                Measured.of(
                        "core.cpu",
                        "µs/probe",
                        Target.atMost(100),
                        windows.stream().map(Window::cpuMicros).toList(),
                        inputs));
    }
}
