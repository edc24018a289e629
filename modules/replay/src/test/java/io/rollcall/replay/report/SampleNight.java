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
import io.rollcall.replay.incident.WhatIf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A made-up night: storage is away for 90 s under 200 images, one image is really deleted in the middle of it, credentials
 * are refused for 30 s, one registry throttles and another is down until the breaker opens.
 */
final class SampleNight {

    private static final Instant FROM = Instant.parse("2026-11-20T02:30:00Z");
    private static final Instant TO = Instant.parse("2026-11-20T04:30:00Z");
    private static final String DVCR = "dvcr.d8-virtualization.svc";
    private static final String HARBOR = "harbor.example.com";
    private static final String QUAY = "quay.example.net";
    private static final String GHCR = "ghcr.io";
    private static final String ABSENT = "HEAD 404 MANIFEST_UNKNOWN, confirmed by GET 404; /v2/ answers 200";
    private static final List<String> SYSTEMS = List.of(
            "ubuntu-2404", "debian-12", "alma-9", "rocky-9", "windows-2022", "opensuse-15", "fedora-41", "alpine-3");
    private static final List<String> TEAMS =
            List.of("billing", "checkout", "data-platform", "infra", "ml-training", "web");

    private final List<SampleImage> images = new ArrayList<>();

    static IncidentDocument document() {
        return new SampleNight().made();
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-20T" + time + "Z");
    }

    private SampleImage image(int i, String registry) {
        String team = TEAMS.get(i % TEAMS.size());
        String name = "%s-%03d".formatted(SYSTEMS.get(i % SYSTEMS.size()), i);
        SampleImage made = new SampleImage(FROM, TO, team, name, registry);
        images.add(made);
        return made;
    }

    private IncidentDocument made() {
        for (int i = 0; i < 200; i++) {
            image(i, DVCR)
                    .in(2)
                    .lost(
                            at("03:12:04").plusMillis(i * 190L + i * i % 37 * 31L),
                            at("03:13:36").plusMillis(i * 240L + i * i % 41 * 53L),
                            ABSENT);
        }
        SampleImage deleted = new SampleImage(FROM, TO, "infra", "golden-windows-2019", DVCR);
        images.add(deleted.in(3)
                .told(
                        at("03:12:40.511"),
                        What.STATE,
                        "the registry told of a deletion: manifest deleted by robot$cleanup from 10.2.7.19")
                .lost(at("03:12:41"), null, ABSENT));
        for (int i = 200; i < 224; i++) {
            Instant seen = at("03:41:02").plusMillis(i % 24 * 900L);
            image(i, HARBOR)
                    .in(4)
                    .told(seen, What.VERDICT, "HEAD 401 UNAUTHORIZED: inconclusive, says nothing about the image")
                    .told(seen.plusMillis(3), What.DECISION, "no change: an inconclusive answer never turns a status");
        }
        for (int i = 224; i < 242; i++) {
            Instant seen = at("04:05:12").plusMillis(i % 18 * 1300L);
            image(i, QUAY)
                    .in(5)
                    .told(seen, What.VERDICT, "connect timed out after 5 s: inconclusive")
                    .told(seen.plusSeconds(40), What.NOTE, "the breaker of quay.example.net is open: nothing was sent");
        }
        for (int i = 242; i < 245; i++) {
            image(i, GHCR)
                    .in(1)
                    .told(
                            at("02:50:09").plusSeconds(i),
                            What.VERDICT,
                            "HEAD 429 TOOMANYREQUESTS, Retry-After 60: inconclusive")
                    .told(
                            at("02:50:10").plusSeconds(i),
                            What.REQUEST,
                            "asked again by platform@example.com with kubectl annotate");
        }
        images.sort(Comparator.comparing(each -> each.history().key()));
        return Samples.document(FROM, TO, summary(), registries(), incidents(), images, whatIf());
    }

    private static Summary summary() {
        return new Summary(
                List.of(
                        "201 images were lost and 200 recovered between 03:12:04 and 03:14:26 UTC; 1 was still lost at the end.",
                        "The likely cause is the storage of dvcr.d8-virtualization.svc: all 200 answered 404 while /v2/ answered 200. "
                                + "One image was really deleted, by robot$cleanup.",
                        "Besides: harbor.example.com refused the credentials for 30 s, quay.example.net was down for 4 min 30 s and the breaker "
                                + "opened, ghcr.io throttled for 5 min. No image was marked lost for any of these."),
                412,
                4,
                10_384,
                201,
                200,
                1);
    }

    private static List<RegistryHistory> registries() {
        return List.of(
                registry(DVCR, 310, "03:12:02", Health.MANY_ABSENT, "03:13:32", Map.of("absent", 404L, "present", 12L)),
                registry(GHCR, 18, "02:50:00", Health.THROTTLED, "02:55:00", Map.of("TOO_MANY_REQUESTS", 21L)),
                registry(HARBOR, 60, "03:41:00", Health.DENIED, "03:41:30", Map.of("UNAUTHORIZED", 24L)),
                new RegistryHistory(
                        QUAY,
                        24,
                        List.of(
                                band(FROM, at("04:05:10"), Health.OK, Map.of("present", 480L)),
                                band(
                                        at("04:05:10"),
                                        at("04:05:50"),
                                        Health.UNAVAILABLE,
                                        Map.of("CONNECT_TIMEOUT", 18L)),
                                band(at("04:05:50"), at("04:09:40"), Health.BREAKER_OPEN, Map.of("CIRCUIT_OPEN", 96L)),
                                band(at("04:09:40"), at("04:20:00"), Health.OK, Map.of("present", 90L)),
                                band(at("04:20:00"), TO, Health.UNKNOWN, Map.of()))));
    }

    private static RegistryHistory registry(
            String host, int images, String from, Health health, String to, Map<String, Long> counts) {
        return new RegistryHistory(
                host,
                images,
                List.of(
                        band(FROM, at(from), Health.OK, Map.of("present", 12L * images)),
                        band(at(from), at(to), health, counts),
                        band(at(to), TO, Health.OK, Map.of("present", 20L * images))));
    }

    private static Band band(Instant from, Instant to, Health health, Map<String, Long> counts) {
        return new Band(from, to, health, new TreeMap<>(counts));
    }

    private List<Incident> incidents() {
        return List.of(
                incident(
                        1,
                        IncidentCause.THROTTLED,
                        GHCR,
                        "02:50:00",
                        "02:55:00",
                        "ghcr.io asked to be left alone for 5 min; 3 images were asked about later than planned.",
                        new Evidence("429 with Retry-After", 21)),
                incident(
                        2,
                        IncidentCause.STORAGE_GONE,
                        DVCR,
                        "03:12:02",
                        "03:13:32",
                        "200 images of dvcr.d8-virtualization.svc answered 404 within 39 s, while the registry itself answered 200: it lost sight of its storage, and had it back 90 s later.",
                        new Evidence("manifest unknown (404), confirmed by a second request", 404),
                        new Evidence("/v2/ answered 200", 9),
                        new Evidence("deletions that the registry told of", 0)),
                incident(
                        3,
                        IncidentCause.DELETION,
                        DVCR,
                        "03:12:40",
                        null,
                        "infra/golden-windows-2019 was deleted by robot$cleanup from 10.2.7.19; it did not come back with the others.",
                        new Evidence("deletion told by the registry, with its actor", 1),
                        new Evidence("manifest unknown (404)", 17)),
                incident(
                        4,
                        IncidentCause.CREDENTIALS,
                        HARBOR,
                        "03:41:00",
                        "03:41:30",
                        "harbor.example.com refused the credentials for all 24 images that were asked about in 30 s. No status was changed.",
                        new Evidence("401 UNAUTHORIZED", 24)),
                incident(
                        5,
                        IncidentCause.REGISTRY_DOWN,
                        QUAY,
                        "04:05:10",
                        "04:09:40",
                        "quay.example.net did not answer for 4 min 30 s; the breaker opened after 40 s. No status was changed.",
                        new Evidence("connect timed out", 18),
                        new Evidence("not sent, the breaker was open", 96)));
    }

    private Incident incident(
            int number,
            IncidentCause cause,
            String host,
            String onset,
            String end,
            String sentence,
            Evidence... evidence) {
        List<Integer> touched = IntStream.range(0, images.size())
                .filter(i -> images.get(i).history().incidents().contains(number))
                .boxed()
                .toList();
        return new Incident(
                number, cause, host, at(onset), end == null ? null : at(end), sentence, touched, List.of(evidence));
    }

    private WhatIf whatIf() {
        List<WhatIf.Changed> changed = images.stream()
                .map(SampleImage::history)
                .filter(image -> image.incidents().contains(2))
                .map(image -> new WhatIf.Changed(
                        image.key(), image.lane().get(1).from(), "lost", "not lost", image.lostMillis() / 60_000.0))
                .toList();
        double saved = changed.stream().mapToDouble(WhatIf.Changed::minutes).sum();
        return new WhatIf(
                "confirmations: 3 (was 1), interval between them 30 s",
                "With 3 confirmations none of the 200 images would have been marked lost; the deleted one would have been marked 60 s later.",
                changed,
                saved,
                1,
                List.of(new WhatIf.Unknown(
                        images.get(0).history().key(),
                        at("03:12:41"),
                        "a third probe would have been due 03:13:11; none was sent")));
    }
}
