package io.rollcall.standalone.bench;

import io.rollcall.contract.topics.Topics;
import io.rollcall.sandbox.SandboxCluster;
import io.rollcall.standalone.bench.Measured.Target;
import io.rollcall.standalone.cli.CommandException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/**
 * Results of sweeps over images that are there, read from the beginning, again and again: nothing is to be done about any of
 * them, and nothing may be asked of the API server for it.
 */
final class NoopsBench implements Bench {

    private static final int SWEEPS = 10;
    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration WITHIN = Duration.ofMinutes(5);

    @Override
    public String name() {
        return "noops";
    }

    @Override
    public String about() {
        return "results a second that change nothing, and the calls made for them";
    }

    @Override
    public List<Measured> run(Site site, Effort effort) throws IOException, InterruptedException {
        int results = SWEEPS * effort.targets();
        try (SandboxCluster cluster = SandboxCluster.mock(site.of("cluster"));
                Bus bus = Bus.apart(site)) {
            Topics topics = bus.topics("noops", Topics.DEFAULT_PARTITIONS);
            site.now("putting %,d results on the bus".formatted(results));
            Images images = Images.on("registry.example.com:5000");
            Results.send(bus.servers(), results, i -> images.inCluster(i % effort.targets())
                    .healthy(topics, SINCE, SINCE.plus(Duration.ofMinutes(5L * (1 + i / effort.targets())))));
            site.now("warming up");
            read(bus, topics, cluster, results);
            List<Double> rates = new ArrayList<>();
            List<Double> calls = new ArrayList<>();
            List<Double> cpu = new ArrayList<>();
            for (int run = 1; run <= effort.runs(); run++) {
                site.now("run %d of %d".formatted(run, effort.runs()));
                Reading reading = read(bus, topics, cluster, results);
                rates.add(reading.all().perSecond());
                cpu.add(Numbers.rounded(reading.all().cpuMicros()));
                calls.add((double) reading.calls());
            }
            Map<String, Object> inputs = new LinkedHashMap<>();
            inputs.put("results", results);
            inputs.put("partitions", topics.partitions());
            inputs.put("cpuMicros", cpu);
            return List.of(
                    Measured.of("noops", "results/s", Target.atLeast(50_000), rates, inputs),
                    Measured.of("noops.calls", "API calls", Target.atMost(0), calls, inputs));
        }
    }

    private record Reading(Stretch all, long calls) {}

    /** Reads all of them with a status-writer that has never read any, from the first result that it looks at on. */
    private static Reading read(Bus bus, Topics topics, SandboxCluster cluster, long results)
            throws InterruptedException {
        Reading reading;
        try (Writers writer = Writers.start(bus.servers(), topics, cluster.kubeconfig(), ApiPlace.CONNECTIONS)) {
            await(writer, 1);
            long begun = writer.results();
            Stretch all = Stretch.of(results - begun, () -> await(writer, results));
            reading = new Reading(all, writer.calls());
        }
        forget(bus, topics);
        return reading;
    }

    private static void await(Writers writer, long results) throws InterruptedException {
        long until = System.nanoTime() + WITHIN.toNanos();
        while (writer.results() < results) {
            if (System.nanoTime() > until) {
                throw CommandException.failed("only %d of %d results were read; run it again with --debug to see why."
                        .formatted(writer.results(), results));
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    /** The next one begins at the beginning. */
    private static void forget(Bus bus, Topics topics) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bus.servers()))) {
            admin.deleteConsumerGroups(Set.of(topics.prefix() + "-status-writer"))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw CommandException.failed(
                    "the group's offsets cannot be deleted (%s); report it.".formatted(e.getCause()), e);
        }
    }
}
