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

/**
 * A mass outage: the results of all images are put on the bus at once, and it is over when the last transition and the last
 * alert can be read, which come after phase and Event. Beside a bare client that reads, patches and tells Events on the same API
 * server, with as many connections, in turn.
 */
final class FlipsBench implements Bench {

    private static final Duration WITHIN = Duration.ofMinutes(10);

    @Override
    public String name() {
        return "flips";
    }

    @Override
    public String about() {
        return "a mass outage through the status-writer, beside a bare client on the same API server";
    }

    @Override
    public List<Measured> run(Site site, Effort effort) throws IOException, InterruptedException {
        try (ApiPlace place = ApiPlace.open(site);
                Bus bus = Bus.apart(site)) {
            Topics topics = bus.topics("flips", Topics.DEFAULT_PARTITIONS);
            site.now("creating %,d images".formatted(effort.flips()));
            List<ImageInCluster> images = place.images(effort.flips());
            try (Writers writer = Writers.start(bus.servers(), topics, place.kubeconfig(), ApiPlace.CONNECTIONS)
                            .awaitReady();
                    Results told = Results.told(bus.servers(), topics)) {
                return new Outages(place, bus.servers(), topics, writer, told).measure(site, effort, images);
            }
        }
    }

    /** One outage after the other, each of them a minute of evidence later than the last. */
    private static final class Outages {
        private final ApiPlace place;
        private final String servers;
        private final Topics topics;
        private final Writers writer;
        private final Results told;
        private final BareWriter bare;
        private Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(1));
        private long expected;
        private long lost;

        Outages(ApiPlace place, String servers, Topics topics, Writers writer, Results told) {
            this.place = place;
            this.servers = servers;
            this.topics = topics;
            this.writer = writer;
            this.told = told;
            this.bare = new BareWriter(place.config(), ApiPlace.CONNECTIONS);
        }

        List<Measured> measure(Site site, Effort effort, List<ImageInCluster> images) throws InterruptedException {
            site.now("warming up for %d s".formatted(effort.longWarmUp().toSeconds()));
            List<ImageInCluster> some = images.subList(0, Math.max(1, images.size() / 10));
            bare.restore(images, later());
            long until = System.nanoTime() + effort.longWarmUp().toNanos();
            bare.lose(some, later());
            bare.restore(some, later());
            // the bare client is soon compiled
            do {
                ours(some, now);
                bare.restore(some, later());
            } while (System.nanoTime() < until);
            bare.restore(images, later());
            List<Stretch> ours = new ArrayList<>();
            List<Stretch> theirs = new ArrayList<>();
            List<Stretch> patches = new ArrayList<>();
            for (int run = 1; run <= effort.runs(); run++) {
                site.now("run %d of %d".formatted(run, effort.runs()));
                theirs.add(Stretch.of(images.size(), () -> bare.lose(images, later())));
                patches.add(Stretch.of(images.size(), () -> bare.restore(images, later())));
                ours.add(Stretch.of(images.size(), () -> ours(images, now)));
                check(images.size());
                bare.restore(images, later());
            }
            return measured(effort, ours, theirs, patches);
        }

        private Instant later() {
            now = now.plus(Duration.ofMinutes(1));
            return now;
        }

        private void ours(List<ImageInCluster> images, Instant since) throws InterruptedException {
            Instant probed = later();
            expected += 2L * images.size();
            lost += images.size();
            Results.send(servers, images.size(), i -> images.get(i).absent(topics, since, probed));
            told.await(expected, WITHIN);
        }

        private void check(int images) {
            long inPhase = place.inPhase("ImageLost");
            if (inPhase != images || writer.events() != lost) {
                throw CommandException.failed(
                        "%d of %d images became ImageLost, with %d Events for %d losses; report it."
                                .formatted(inPhase, images, writer.events(), lost));
            }
        }

        private List<Measured> measured(
                Effort effort, List<Stretch> ours, List<Stretch> theirs, List<Stretch> patches) {
            Map<String, Object> inputs = new LinkedHashMap<>();
            inputs.put("apiServer", place.what());
            inputs.put("images", effort.flips());
            inputs.put("connections", ApiPlace.CONNECTIONS);
            inputs.put("warmUpSeconds", effort.longWarmUp().toMillis() / 1e3);
            inputs.put("flipsPerSecond", SweepBench.rates(ours));
            inputs.put("barePerSecond", SweepBench.rates(theirs));
            inputs.put("barePatchesPerSecond", SweepBench.rates(patches));
            inputs.put(
                    "dividedByPatchesAlone",
                    SweepBench.ratios(ours, patches).stream()
                            .map(Numbers::rounded)
                            .toList());
            inputs.put(
                    "cpuMicros",
                    ours.stream().map(it -> Numbers.rounded(it.cpuMicros())).toList());
            inputs.put(
                    "bareCpuMicros",
                    theirs.stream().map(it -> Numbers.rounded(it.cpuMicros())).toList());
            return List.of(
                    Measured.of("flips", "× bare", Target.atLeast(0.80), SweepBench.ratios(ours, theirs), inputs));
        }
    }
}
