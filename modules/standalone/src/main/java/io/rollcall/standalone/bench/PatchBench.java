package io.rollcall.standalone.bench;

import io.rollcall.contract.topics.Topics;
import io.rollcall.standalone.bench.Measured.Target;
import io.rollcall.standalone.cli.CommandException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * How long after a result is sent to the bus the API server has acknowledged the patch, while nothing else is to be done; less
 * what a bare patch of the same object takes, which is measured in turn with it.
 */
final class PatchBench implements Bench {

    private static final int PER_RUN = 200;
    private static final long WITHIN_SECONDS = 60;

    private final BlockingQueue<Long> patched = new LinkedBlockingQueue<>();
    private final BlockingQueue<Long> committed = new LinkedBlockingQueue<>();
    private Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(1));

    @Override
    public String name() {
        return "patch";
    }

    @Override
    public String about() {
        return "from a result on the bus to its acknowledged patch, beside a bare patch, when idle";
    }

    @Override
    public List<Measured> run(Site site, Effort effort) throws IOException, InterruptedException {
        int perRun = Math.min(PER_RUN, effort.images());
        try (ApiPlace place = ApiPlace.open(site);
                Bus bus = Bus.apart(site)) {
            Topics topics = bus.topics("patch", Topics.DEFAULT_PARTITIONS);
            List<ImageInCluster> images = place.images(perRun);
            try (Writers writer = Writers.start(bus.servers(), topics, place.kubeconfig(), ApiPlace.CONNECTIONS)
                            .awaitReady();
                    ApiWire wire = ApiWire.to(place.config());
                    KafkaProducer<byte[], byte[]> producer = Results.producer(bus.servers(), 0)) {
                writer.meters.tell(id -> {
                    if ("patch".equals(id.getTag("call"))) {
                        patched.add(System.nanoTime());
                    } else if (id.getName().equals("rollcall.writer.batch")) {
                        committed.add(System.nanoTime());
                    }
                });
                return measured(site, effort, place.what(), new Turns(images, topics, wire, producer));
            }
        }
    }

    /** What one turn needs. */
    private record Turns(
            List<ImageInCluster> images, Topics topics, ApiWire wire, KafkaProducer<byte[], byte[]> producer) {}

    /** Nanoseconds of each, in order. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Times(long[] ours, long[] bare) {}

    private List<Measured> measured(Site site, Effort effort, String apiServer, Turns turns)
            throws IOException, InterruptedException {
        site.now("warming up for %d s".formatted(effort.warmUp().toSeconds()));
        long until = System.nanoTime() + effort.warmUp().toNanos();
        do {
            round(turns);
        } while (System.nanoTime() < until);
        List<Double> medians = new ArrayList<>();
        List<Double> tails = new ArrayList<>();
        List<List<Double>> inputs = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int run = 1; run <= effort.runs(); run++) {
            site.now("run %d of %d".formatted(run, effort.runs()));
            Times times = round(turns);
            double[] figures = {
                millis(times.ours(), 0.5),
                millis(times.bare(), 0.5),
                millis(times.ours(), 0.99),
                millis(times.bare(), 0.99)
            };
            medians.add(figures[0] - figures[1]);
            tails.add(figures[2] - figures[3]);
            for (int i = 0; i < figures.length; i++) {
                inputs.get(i).add(Numbers.rounded(figures[i]));
            }
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("apiServer", apiServer);
        told.put("patchesPerRun", turns.images().size());
        told.put("p50Millis", inputs.get(0));
        told.put("bareP50Millis", inputs.get(1));
        told.put("p99Millis", inputs.get(2));
        told.put("bareP99Millis", inputs.get(3));
        return List.of(
                Measured.of("patch.p50", "ms more", Target.atMost(10), medians, told),
                Measured.of("patch.p99", "ms more", Target.atMost(50), tails, told));
    }

    /** Each image once bare, which makes it Ready, and once through the status-writer, which loses it. */
    private Times round(Turns turns) throws IOException, InterruptedException {
        Instant ready = now.plus(Duration.ofMinutes(1));
        now = ready.plus(Duration.ofMinutes(1));
        int count = turns.images().size();
        Times times = new Times(new long[count], new long[count]);
        for (int i = 0; i < count; i++) {
            ImageInCluster image = turns.images().get(i);
            long began = System.nanoTime();
            BareWriter.restore(turns.wire(), image, ready);
            times.bare()[i] = System.nanoTime() - began;
            patched.clear();
            committed.clear();
            began = System.nanoTime();
            var unused = turns.producer().send(image.absent(turns.topics(), ready, now));
            times.ours()[i] = await(patched, "patched") - began;
            await(committed, "committed");
        }
        return times;
    }

    private static long await(BlockingQueue<Long> happened, String what) throws InterruptedException {
        Long at = happened.poll(WITHIN_SECONDS, TimeUnit.SECONDS);
        if (at == null) {
            throw CommandException.failed("a result was not %s within %d s; run it again with --debug to see why."
                    .formatted(what, WITHIN_SECONDS));
        }
        return at;
    }

    private static double millis(long[] nanos, double share) {
        return Numbers.percentile(nanos.clone(), share) / 1e6;
    }
}
