package io.rollcall.replay.report;

import io.rollcall.replay.incident.Audit;
import io.rollcall.replay.incident.ImageHistory;
import io.rollcall.replay.incident.Incident;
import io.rollcall.replay.incident.IncidentDocument;
import io.rollcall.replay.incident.Lane;
import io.rollcall.replay.incident.LostCount;
import io.rollcall.replay.incident.Phase;
import io.rollcall.replay.incident.Reach;
import io.rollcall.replay.incident.RegistryHistory;
import io.rollcall.replay.incident.Summary;
import io.rollcall.replay.incident.WhatIf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What made-up documents have in common. */
final class Samples {

    private Samples() {}

    static IncidentDocument document(
            Instant from,
            Instant to,
            Summary summary,
            List<RegistryHistory> registries,
            List<Incident> incidents,
            List<SampleImage> images,
            WhatIf whatIf) {
        List<ImageHistory> histories = images.stream().map(SampleImage::history).toList();
        long decisions = summary.results() - 3;
        return new IncidentDocument(
                IncidentDocument.SCHEMA_VERSION,
                "prod-eu-1",
                "topics rollcall.*",
                from,
                to,
                Reach.WHOLE,
                summary,
                registries,
                incidents,
                lostOverTime(histories),
                histories,
                new Audit(
                        decisions,
                        decisions,
                        List.of(),
                        String.format(
                                Locale.ROOT,
                                "All %,d decisions come out the same when made again by the rules.",
                                decisions)),
                whatIf);
    }

    /** What the lanes come to. */
    static List<LostCount> lostOverTime(List<ImageHistory> images) {
        TreeMap<Instant, Long> changes = new TreeMap<>();
        for (ImageHistory image : images) {
            for (Lane part : image.lane()) {
                if (part.phase() == Phase.IMAGE_LOST) {
                    changes.merge(part.from(), 1L, Long::sum);
                    changes.merge(part.to(), -1L, Long::sum);
                }
            }
        }
        List<LostCount> counts = new ArrayList<>();
        long lost = 0;
        for (Map.Entry<Instant, Long> change : changes.entrySet()) {
            lost += change.getValue();
            counts.add(new LostCount(change.getKey(), lost));
        }
        return counts;
    }

    static String report(IncidentDocument document) {
        StringBuilder page = new StringBuilder();
        try {
            Report.write(document, page);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringBuilder does not fail", e);
        }
        return page.toString();
    }
}
