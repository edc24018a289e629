package io.rollcall.standalone.bench;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.rollcall.contract.topics.Topics;
import io.rollcall.standalone.bench.Measured.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What the watcher takes to list 100,000 images and publish them, against a bare list and a bare produce of the same records,
 * in turn on the same machine; and what it keeps of each. The broker is a process of its own; the API server is a
 * {@link PagedApi} in this one, for both.
 */
final class WatcherBench implements Bench {

    private static final double MIB = 1 << 20;

    /** Seconds of each part of one run, and MiB. */
    private record Run(double list, double produce, double watcher, double heap) {
        double ratio() {
            return watcher / (list + produce);
        }
    }

    @Override
    public String name() {
        return "watcher";
    }

    @Override
    public String about() {
        return "heap of the watcher for 100,000 images, and its time to list and publish them";
    }

    @Override
    public List<Measured> run(Site site, Effort effort) throws IOException, InterruptedException {
        try (Bus bus = Bus.apart(site)) {
            site.now("warming up for %d s".formatted(effort.warmUp().toSeconds()));
            AtomicLong listing = new AtomicLong();
            long until = System.nanoTime() + effort.warmUp().toNanos();
            for (int round = 1; round == 1 || System.nanoTime() < until; round++) {
                run(site, bus, "warm-up-" + round, effort.targets(), empty -> listing.set(Cpu.liveHeap() - empty));
            }
            List<Run> runs = new ArrayList<>();
            for (int run = 1; run <= effort.runs(); run++) {
                site.now("run %d of %d".formatted(run, effort.runs()));
                runs.add(run(site, bus, "run-" + run, effort.targets(), empty -> {}));
            }
            return measured(effort, runs, listing.get() / MIB);
        }
    }

    /** @param beforeLastPage is told the heap of the empty watcher when all but the last page is listed */
    private static Run run(Site site, Bus bus, String prefix, int count, LongConsumer beforeLastPage)
            throws IOException, InterruptedException {
        Topics bare = bus.topics(prefix + "-bare", Topics.DEFAULT_PARTITIONS);
        double list;
        double produce;
        try (PagedApi api = PagedApi.start(new ListedImages(count));
                KubernetesClient client = client(api.kubeconfig(site.of("kubeconfig")))) {
            api.open();
            List<ProducerRecord<byte[], byte[]>> records = BareWatch.records(client, bare);
            long began = System.nanoTime();
            BareWatch.list(client, object -> {});
            list = secondsSince(began);
            began = System.nanoTime();
            BareWatch.produce(bus.servers(), records);
            produce = secondsSince(began);
        }
        Topics topics = bus.topics(prefix, Topics.DEFAULT_PARTITIONS);
        try (PagedApi api = PagedApi.start(new ListedImages(count));
                Watchers watcher = Watchers.start(bus.servers(), topics, api.kubeconfig(site.of("kubeconfig")))) {
            watcher.awaitJoined();
            long empty = Cpu.liveHeap();
            api.beforeLastPage(() -> beforeLastPage.accept(empty));
            long began = System.nanoTime();
            api.open();
            watcher.awaitPublished(count);
            double seconds = secondsSince(began);
            watcher.awaitReadBack(count);
            return new Run(list, produce, seconds, (Cpu.liveHeap() - empty) / MIB);
        }
    }

    private static KubernetesClient client(Path kubeconfig) {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build();
    }

    private static double secondsSince(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static List<Measured> measured(Effort effort, List<Run> runs, double listing) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("images", effort.targets());
        inputs.put("warmUpSeconds", effort.warmUp().toMillis() / 1e3);
        inputs.put("bareListSeconds", each(runs, Run::list));
        inputs.put("bareProduceSeconds", each(runs, Run::produce));
        inputs.put("watcherSeconds", each(runs, Run::watcher));
        inputs.put("heapWhileListingMiB", Numbers.rounded(listing));
        return List.of(
                Measured.of("watcher.heap", "MiB", Target.atMost(64), each(runs, Run::heap), inputs),
                Measured.of("watcher", "× bare", Target.atMost(1.5), each(runs, Run::ratio), inputs));
    }

    private static List<Double> each(List<Run> runs, Function<Run, Double> what) {
        return runs.stream().map(run -> Numbers.rounded(what.apply(run))).toList();
    }
}
