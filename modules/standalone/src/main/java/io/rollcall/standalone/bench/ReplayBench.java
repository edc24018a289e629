package io.rollcall.standalone.bench;

import io.rollcall.contract.topics.Topics;
import io.rollcall.standalone.bench.Measured.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A window of many sweeps, explained by a process with 256 MiB of heap; some of the images were refused for a while. Before
 * that the same process reads and decodes all of it and does nothing with it, on one thread, as any consumer would. And the
 * report of a {@link Day}, with a fifth of the images.
 */
final class ReplayBench implements Bench {

    private static final int SWEEPS = 100;
    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");
    /** In these sweeps every tenth image is denied. */
    private static final int DENIED_FROM = 40;

    private static final int DENIED_TO = 45;
    /** The day is over, and within any topic's retention. */
    private static final Duration AGO = Duration.ofHours(1);

    private static final double MEGABYTE = 1e6;

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public String about() {
        return "results a second that an incident is explained from, and the heap for it";
    }

    @Override
    public List<Measured> run(Site site, Effort effort) throws IOException, InterruptedException {
        try (Bus bus = Bus.apart(site)) {
            List<Measured> all = new ArrayList<>(replay(site, effort, bus));
            all.addAll(report(site, effort, bus));
            return all;
        }
    }

    private static List<Measured> replay(Site site, Effort effort, Bus bus) throws IOException, InterruptedException {
        int images = effort.images();
        int results = SWEEPS * images;
        Topics topics = bus.topics("replayed", Topics.DEFAULT_PARTITIONS);
        site.now("putting %,d results on the bus".formatted(results));
        Images all = Images.on("registry.example.com:5000");
        Images.publish(bus.servers(), topics, 0, images, all::ready);
        Results.send(bus.servers(), results, i -> {
            ImageInCluster image = all.inCluster(i % images);
            int sweep = i / images;
            Instant probed = SINCE.plus(Duration.ofMinutes(5L * (1 + sweep)));
            return sweep >= DENIED_FROM && sweep < DENIED_TO && i % 10 == 0
                    ? image.denied(topics, SINCE, probed)
                    : image.healthy(topics, SINCE, probed);
        });
        List<Double> rates = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        List<Double> heap = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        List<Double> live = new ArrayList<>();
        for (int run = 1; run <= effort.runs(); run++) {
            site.now("run %d of %d".formatted(run, effort.runs()));
            ReplayProcess.Told told = ReplayProcess.run(bus.servers(), topics);
            rates.add(results / told.replaySeconds());
            bare.add(Numbers.rounded(results / told.bareSeconds()));
            shares.add(told.bareSeconds() / told.replaySeconds());
            heap.add(told.heapMiB());
            live.add(Numbers.rounded(told.liveMiB()));
        }
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("results", results);
        inputs.put("images", images);
        inputs.put("bare", bare);
        inputs.put("liveMiB", live);
        return List.of(
                Measured.of("replay", "results/s", Target.atLeast(100_000), rates, inputs),
                Measured.of("replay.share", "of bare", Target.atLeast(0.6), shares, inputs),
                Measured.of("replay.heap", "MiB", Target.atMost(256), heap, inputs));
    }

    private static List<Measured> report(Site site, Effort effort, Bus bus) throws IOException, InterruptedException {
        Day day = new Day(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Day.LENGTH).minus(AGO),
                Math.max(1, effort.images() / 5));
        Topics topics = bus.topics("day", Topics.DEFAULT_PARTITIONS);
        site.now("putting a day of %,d results on the bus".formatted(day.results()));
        int decisions = day.send(bus.servers(), topics);
        List<Double> seconds = new ArrayList<>();
        List<Double> megabytes = new ArrayList<>();
        List<Double> explaining = new ArrayList<>();
        for (int run = 1; run <= effort.runs(); run++) {
            site.now("report %d of %d".formatted(run, effort.runs()));
            Path file = site.of("report.html");
            ReportProcess.Told told = ReportProcess.run(bus.servers(), topics, day, file);
            if (told.results() != day.results() || told.agreed() != decisions || told.differing() > 0) {
                throw new IllegalStateException(
                        "of %d results and %d decisions it explains %s".formatted(day.results(), decisions, told));
            }
            seconds.add(told.reportSeconds());
            megabytes.add(Files.size(file) / MEGABYTE);
            explaining.add(Numbers.rounded(told.replaySeconds()));
        }
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("results", day.results());
        inputs.put("images", day.images());
        inputs.put("decisions", decisions);
        inputs.put("replaySeconds", explaining);
        return List.of(
                Measured.of("replay.report", "s", Target.atMost(5), seconds, inputs),
                Measured.of("replay.report.size", "MB", Target.atMost(5), megabytes, inputs));
    }
}
