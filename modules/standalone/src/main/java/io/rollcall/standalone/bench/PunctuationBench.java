package io.rollcall.standalone.bench;

import io.rollcall.contract.topics.Topics;
import io.rollcall.prober.registry.RegistryClient;
import io.rollcall.standalone.bench.Measured.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a look at what is due costs, with one target due again and again, among 1,000 and among 100,000 that wait. Two probers
 * run side by side, each with one partition, and Kafka Streams itself measures how long their punctuations take.
 */
final class PunctuationBench implements Bench {

    private static final Duration BINDS_WITHIN = Duration.ofMinutes(10);

    /** Among how many times fewer the other prober's one is. */
    private static final int LESS = 100;

    @Override
    public String name() {
        return "punctuation";
    }

    @Override
    public String about() {
        return "cost of a look with one target due, of 100,000 by that of 1,000";
    }

    @Override
    public List<Measured> run(Site site, Effort effort) throws IOException, InterruptedException {
        Path fine = Files.writeString(
                site.of("client.properties"),
                "metrics.recording.level=DEBUG\nmetrics.num.samples=2\nmetrics.sample.window.ms=%d\n"
                        .formatted(Math.max(1, effort.window().toMillis() / 2)));
        try (Later later = new Later();
                Bus bus = Bus.apart(site)) {
            Map<String, RegistryClient> clients = CoreBench.clients(1, new LaterClient(later, Duration.ofMillis(1)));
            Images images = new Images(List.copyOf(clients.keySet()));
            int many = effort.targets();
            int few = Math.max(2, many / LESS);
            try (Probers one = start(site, bus, "few", few, images, clients, fine);
                    Probers other = start(site, bus, "many", many, images, clients, fine)) {
                return measured(site, effort, few, many);
            }
        }
    }

    private static Probers start(
            Site site,
            Bus bus,
            String name,
            int targets,
            Images images,
            Map<String, RegistryClient> clients,
            Path settings)
            throws InterruptedException {
        Topics topics = bus.topics(name, 1);
        Probers prober = Probers.stream(
                bus.servers(), topics, Probers.policy(64), clients, Map.of("kafka.config", settings.toString()));
        site.now("binding %,d targets".formatted(targets));
        try (Results results = Results.of(bus.servers(), topics)) {
            Images.publish(bus.servers(), topics, 1, targets, i -> images.lost(i, Duration.ofDays(1)));
            results.await(targets - 1, BINDS_WITHIN);
            Images.publish(bus.servers(), topics, 0, 1, i -> images.lost(i, Duration.ofMillis(1)));
            results.await(targets, BINDS_WITHIN);
        } catch (RuntimeException | InterruptedException e) {
            prober.close();
            throw e;
        }
        return prober;
    }

    private static List<Measured> measured(Site site, Effort effort, int few, int many) throws InterruptedException {
        site.now("warming up for %d s".formatted(effort.warmUp().toSeconds()));
        Window.over(effort.warmUp());
        List<Double> ratios = new ArrayList<>();
        List<Double> ofFew = new ArrayList<>();
        List<Double> ofMany = new ArrayList<>();
        for (int run = 1; run <= effort.runs(); run++) {
            site.now("run %d of %d".formatted(run, effort.runs()));
            Window.over(effort.window());
            double one = StreamMetrics.punctuationNanos("few");
            double other = StreamMetrics.punctuationNanos("many");
            ratios.add(other / one);
            ofFew.add(Numbers.rounded(one / 1e3));
            ofMany.add(Numbers.rounded(other / 1e3));
        }
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("targets", many);
        inputs.put("fewTargets", few);
        inputs.put("windowSeconds", effort.window().toMillis() / 1e3);
        inputs.put("manyMicros", ofMany);
        inputs.put("fewMicros", ofFew);
        return List.of(Measured.of("punctuation", "× few", Target.atMost(1.5), ratios, inputs));
    }
}
