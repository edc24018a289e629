package io.rollcall.standalone.bench;

import io.rollcall.contract.topics.Topics;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.standalone.bench.Measured.Target;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole prober over HTTP, on stubs that answer after 10 ms. Broker, stubs and reader are in the same process. */
final class StubBench implements Bench {

    /** No registry is asked for more at once, so that one alone could give 6,400 answers a second. */
    private static final int IN_FLIGHT = 64;

    private static final int REGISTRIES = 8;

    @Override
    public String name() {
        return "stub";
    }

    @Override
    public String about() {
        return "probes a second over HTTP, on stubs in the same process that answer after 10 ms";
    }

    @Override
    public List<Measured> run(Site site, Effort effort) throws IOException, InterruptedException {
        try (StubServer stub = StubServer.start(REGISTRIES, CoreBench.ANSWERS_AFTER);
                Bus bus = Bus.inside(site)) {
            Topics topics = bus.topics("stub", Topics.DEFAULT_PARTITIONS);
            List<RegistryConfig> registries = stub.hosts().stream()
                    .map(host -> new RegistryConfig(
                            host,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            true,
                            Probers.policy(IN_FLIGHT)))
                    .toList();
            Images images = new Images(stub.hosts());
            try (Probers prober = Probers.service(bus.servers(), topics, "", registries, Clock.systemUTC());
                    Results results = Results.of(bus.servers(), topics)) {
                Images.publish(bus.servers(), topics, 0, effort.loop(), i -> images.lost(i, Duration.ofMillis(1)));
                return measured(effort, LoopBench.windows(site, effort, results));
            }
        }
    }

    private static List<Measured> measured(Effort effort, List<Window> windows) {
        Map<String, Object> inputs = LoopBench.inputs(effort, effort.loop(), REGISTRIES, IN_FLIGHT);
        inputs.put(
                "cpuMicros",
                windows.stream().map(it -> Numbers.rounded(it.cpuMicros())).toList());
        inputs.put("compilerPercent", LoopBench.compilerPercent(windows));
        return List.of(Measured.of(
                "stub",
                "probes/s",
                Target.atLeast(6_000),
                windows.stream().map(Window::perSecond).toList(),
                inputs));
    }
}
