package io.rollcall.standalone.bench;

import io.rollcall.contract.topics.Topics;
import io.rollcall.standalone.bench.Measured.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From the start of a prober's process to its first probe, with many targets in the changelogs and no files of its own. The
 * prober is {@code rollcall prober} as it is deployed, and asks a stub over HTTP; one target is overdue when it starts.
 */
final class RestartBench implements Bench {

    private static final Duration BINDS_WITHIN = Duration.ofMinutes(20);
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(5);
    private static final Duration OVERDUE_AFTER = Duration.ofMillis(500);

    @Override
    public String name() {
        return "restart";
    }

    @Override
    public String about() {
        return "from the start of a process to its first probe, with 100,000 targets in the changelog";
    }

    @Override
    public boolean growsWithTargets() {
        return true;
    }

    @Override
    public List<Measured> run(Site site, Effort effort) throws IOException, InterruptedException {
        try (StubServer stub = StubServer.start(1, Duration.ofMillis(1));
                Bus bus = Bus.apart(site)) {
            Topics topics = bus.topics("restart", Topics.DEFAULT_PARTITIONS);
            Images images = new Images(stub.hosts());
            ProberProcess.Setup setup = new ProberProcess.Setup(site, bus.servers(), topics, stub.hosts());
            site.now("binding %,d targets".formatted(effort.targets()));
            try (ProberProcess first = ProberProcess.start(setup);
                    Results results = Results.of(bus.servers(), topics)) {
                Images.publish(bus.servers(), topics, 0, effort.targets(), images::ready);
                results.await(effort.targets(), BINDS_WITHIN);
                Images.publish(bus.servers(), topics, 0, 1, i -> images.lost(i, OVERDUE_AFTER));
                results.await(effort.targets() + 1L, BINDS_WITHIN);
            }
            List<Double> seconds = new ArrayList<>();
            for (int run = 1; run <= effort.runs(); run++) {
                site.now("run %d of %d".formatted(run, effort.runs()));
                seconds.add(firstProbe(setup, stub));
            }
            Map<String, Object> inputs = new LinkedHashMap<>();
            inputs.put("targets", effort.targets());
            return List.of(Measured.of("restart", "s", Target.atMost(10), seconds, inputs));
        }
    }

    private static double firstProbe(ProberProcess.Setup setup, StubServer stub)
            throws IOException, InterruptedException {
        long asked = stub.asked();
        long began = System.nanoTime();
        try (ProberProcess prober = ProberProcess.start(setup)) {
            stub.await(asked + 1, STARTS_WITHIN);
            return (System.nanoTime() - began) / 1e9;
        }
    }
}
