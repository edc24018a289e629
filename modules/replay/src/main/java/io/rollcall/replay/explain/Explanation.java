package io.rollcall.replay.explain;

import io.rollcall.replay.incident.Audit;
import io.rollcall.replay.incident.ImageHistory;
import io.rollcall.replay.incident.Incident;
import io.rollcall.replay.incident.IncidentDocument;
import io.rollcall.replay.incident.Lane;
import io.rollcall.replay.incident.Phase;
import io.rollcall.replay.incident.Reach;
import io.rollcall.replay.incident.RegistryHistory;
import io.rollcall.replay.incident.Summary;
import io.rollcall.replay.incident.WhatIf;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the document of what is known at the end. */
final class Explanation {
    private final Question question;
    private final World world;
    private final Auditor auditor;
    private final Optional<WhatIfs> whatIfs;
    private final Totals totals;

    Explanation(Question question, World world, Auditor auditor, Optional<WhatIfs> whatIfs, Totals totals) {
        this.question = question;
        this.world = world;
        this.auditor = auditor;
        this.whatIfs = whatIfs;
        this.totals = totals;
    }

    IncidentDocument document(String source, Reach reach) {
        List<Track> all = world.chosenInOrder();
        List<Incidents.Found> found = incidents(all);
        List<Track> touched = all.stream().filter(it -> it.story != null).toList();
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < touched.size(); i++) {
            places.put(touched.get(i).index, i);
        }
        List<Incident> incidents = new ArrayList<>();
        for (Incidents.Found it : found) {
            incidents.add(incident(incidents.size() + 1, it, places));
        }
        all.forEach(auditor::finish);
        Audit audit = auditor.audit();
        WhatIf whatIf = whatIfs.map(it -> it.whatIf(all)).orElse(null);
        List<RegistryHistory> registries = world.registries().stream()
                .filter(it -> it.images > 0 || !it.outages.isEmpty())
                .filter(it -> question.registry().isEmpty()
                        || it.host.equals(question.registry().get()))
                .map(RegistryTrack::history)
                .toList();
        return new IncidentDocument(
                IncidentDocument.SCHEMA_VERSION,
                totals.cluster(),
                source,
                question.from(),
                question.to(),
                reach,
                summary(all, registries.size(), incidents, audit, whatIf, reach),
                registries,
                incidents,
                world.lost().all(),
                touched.stream().map(Explanation::history).toList(),
                audit,
                whatIf);
    }

    /** Those that touched images which are asked about; each image learns its incidents' numbers. */
    private List<Incidents.Found> incidents(List<Track> all) {
        Map<Integer, Track> byIndex = new HashMap<>();
        all.forEach(track -> byIndex.put(track.index, track));
        List<Incidents.Found> found = Incidents.all(world.registries()).stream()
                .filter(it -> it.images().stream().anyMatch(byIndex::containsKey))
                .toList();
        for (int i = 0; i < found.size(); i++) {
            int number = i + 1;
            found.get(i).images().stream()
                    .mapToObj(byIndex::get)
                    .filter(track -> track != null)
                    .forEach(track -> track.incidents.add(number));
        }
        return found;
    }

    private static Incident incident(int number, Incidents.Found found, Map<Integer, Integer> places) {
        BitSet images = new BitSet();
        found.images().stream().filter(places::containsKey).map(places::get).forEach(images::set);
        return new Incident(
                number,
                found.cause(),
                found.registry(),
                found.onset(),
                found.end(),
                found.sentence(),
                images.stream().boxed().toList(),
                found.evidence());
    }

    private static ImageHistory history(Track track) {
        List<Lane> lanes = track.lanes.all();
        return new ImageHistory(
                track.key.toString(),
                track.key.kind(),
                track.key.namespace(),
                track.key.name(),
                track.uid,
                track.registry == null ? null : track.registry.host,
                track.target,
                lanes,
                track.lost,
                track.recovered,
                Lanes.millis(lanes, Phase.IMAGE_LOST),
                List.copyOf(track.incidents),
                track.story.lines());
    }

    private Summary summary(
            List<Track> all, long registries, List<Incident> incidents, Audit audit, WhatIf whatIf, Reach reach) {
        long lost = all.stream().mapToLong(it -> it.lost).sum();
        long recovered = all.stream().mapToLong(it -> it.recovered).sum();
        long still = all.stream().filter(Track::isLost).count();
        List<String> sentences = new ArrayList<>();
        sentences.add(headline(lost, recovered, still));
        incidents.forEach(it -> sentences.add(it.sentence()));
        sentences.add(audit.sentence());
        if (whatIf != null) {
            sentences.add(whatIf.sentence());
        }
        if (reach.sentence() != null) {
            sentences.add(reach.sentence());
        }
        if (totals.unreadable > 0) {
            sentences.add(Words.count(totals.unreadable, "record") + " could not be read and were left out.");
        }
        long images = all.stream()
                .filter(it -> it.asked || it.lanes.phase() != Phase.DELETED)
                .count();
        return new Summary(sentences, images, registries, totals.results, lost, recovered, still);
    }

    private String headline(long lost, long recovered, long still) {
        if (lost == 0 && recovered == 0 && totals.observed == 0) {
            return "No image was lost or recovered"
                    + (still == 0
                            ? "."
                            : "; %s all the while."
                                    .formatted(
                                            Words.count(still, "image") + (still == 1 ? " was lost" : " were lost")));
        }
        if (totals.observed > 0 && lost == 0 && recovered == 0) {
            return Words.count(totals.observed, "change") + " would have been written; the mode was observe.";
        }
        return "%s lost and %s recovered between %s; %s lost at the end."
                .formatted(
                        Words.count(lost, "image") + (lost == 1 ? " was" : " were"),
                        Words.number(recovered),
                        Words.and(question.from(), question.to()),
                        still == 0 ? "none was" : still == 1 ? "1 was still" : Words.number(still) + " were still");
    }
}
