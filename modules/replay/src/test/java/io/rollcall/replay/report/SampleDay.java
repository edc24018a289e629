package io.rollcall.replay.report;

import io.rollcall.replay.incident.Band;
import io.rollcall.replay.incident.Evidence;
import io.rollcall.replay.incident.Health;
import io.rollcall.replay.incident.Incident;
import io.rollcall.replay.incident.IncidentCause;
import io.rollcall.replay.incident.IncidentDocument;
import io.rollcall.replay.incident.RegistryHistory;
import io.rollcall.replay.incident.StoryLine.What;
import io.rollcall.replay.incident.Summary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A made-up day that could not be worse: thousands of images, each lost many times, in registries that never rest. */
final class SampleDay {

    private static final Instant FROM = Instant.parse("2026-11-20T00:00:00Z");
    private static final Instant TO = FROM.plus(Duration.ofHours(24));
    private static final int REGISTRIES = 8;
    private static final int STORMS = 24;
    private static final int BANDS = 300;

    private final Random random = new Random(6);
    private final int count;

    private SampleDay(int count) {
        this.count = count;
    }

    static IncidentDocument document(int images) {
        return new SampleDay(images).made();
    }

    private IncidentDocument made() {
        List<SampleImage> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            images.add(image(i));
        }
        long lost = images.stream().mapToLong(image -> image.history().lost()).sum();
        Summary summary = new Summary(
                List.of("A day without rest.", "Each registry lost its storage several times."),
                count,
                REGISTRIES,
                count * 288L,
                lost,
                lost,
                0);
        return Samples.document(FROM, TO, summary, registries(), incidents(), images, null);
    }

    /** Lost in a third of the storms, and asked about in vain again and again. */
    private SampleImage image(int i) {
        SampleImage image = new SampleImage(
                FROM, TO, "team-%02d".formatted(i % 40), "workload-%04d".formatted(i), host(i % REGISTRIES));
        for (int storm = 0; storm < STORMS; storm++) {
            Instant begin = storm(storm).plusMillis(random.nextInt(400_000));
            if (random.nextInt(3) == 0) {
                image.in(storm + 1)
                        .lost(
                                begin,
                                begin.plusMillis(20_000 + random.nextInt(1_500_000)),
                                "HEAD 404 MANIFEST_UNKNOWN, confirmed by GET 404 in %d ms; /v2/ answers 200"
                                        .formatted(random.nextInt(900)));
            } else {
                image.told(
                        begin,
                        What.VERDICT,
                        "HEAD 503 after %d ms, attempt %d: inconclusive"
                                .formatted(random.nextInt(5000), 1 + random.nextInt(4)));
            }
        }
        return image;
    }

    private static Instant storm(int number) {
        return FROM.plus(Duration.ofHours(24).dividedBy(STORMS).multipliedBy(number));
    }

    private static String host(int registry) {
        return "registry-%d.example.com".formatted(registry);
    }

    private List<RegistryHistory> registries() {
        List<RegistryHistory> registries = new ArrayList<>();
        Health[] healths = Health.values();
        for (int registry = 0; registry < REGISTRIES; registry++) {
            List<Band> bands = new ArrayList<>();
            for (int i = 0; i < BANDS; i++) {
                Duration each = Duration.between(FROM, TO).dividedBy(BANDS);
                Instant from = FROM.plus(each.multipliedBy(i));
                Health health = healths[(i + registry) % 2 == 0 ? 0 : random.nextInt(healths.length)];
                bands.add(new Band(
                        from, from.plus(each), health, new TreeMap<>(Map.of("present", random.nextLong(900)))));
            }
            registries.add(new RegistryHistory(host(registry), count / REGISTRIES, bands));
        }
        return registries;
    }

    private List<Incident> incidents() {
        List<Incident> incidents = new ArrayList<>();
        for (int storm = 0; storm < STORMS; storm++) {
            List<Integer> touched =
                    random.ints(count / 3, 0, count).distinct().sorted().boxed().toList();
            incidents.add(new Incident(
                    storm + 1,
                    IncidentCause.STORAGE_GONE,
                    host(storm % REGISTRIES),
                    storm(storm),
                    storm(storm).plusSeconds(1900),
                    "A third of all images answered 404.",
                    touched,
                    List.of(new Evidence("manifest unknown (404)", touched.size()))));
        }
        return incidents;
    }
}
