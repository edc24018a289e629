package io.rollcall.replay.explain;

import io.rollcall.contract.probe.Occasion;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.replay.incident.Evidence;
import io.rollcall.replay.incident.IncidentCause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Groups what happens into incidents, by registry, time and cause. */
final class Incidents {
    /** More of one sort at one registry are told as one that goes on. */
    private static final int MOST = 100;

    private Incidents() {}

    /** One that is over, or as far as it went. */
    record Found(
            IncidentCause cause,
            String registry,
            Instant onset,
            Instant end,
            String sentence,
            BitSet images,
            List<Evidence> evidence) {}

    /** Something was answered. */
    static void answered(Track track, long at, ProbeResult result) {
        RegistryTrack registry = track.registry;
        if (result.verdict() instanceof Verdict.Inconclusive) {
            Trouble trouble = Trouble.of(result.verdict());
            if (trouble != null) {
                outage(registry, trouble, at, track.index).bad(at, track.index, result);
            }
            return;
        }
        for (List<Outage> outages : registry.outages.values()) {
            outages.get(outages.size() - 1).good(at, track.index);
        }
        if (result.verdict() instanceof Verdict.Present) {
            for (int i = registry.losses.size() - 1;
                    i >= 0 && registry.losses.get(i).isOpen(at);
                    i--) {
                registry.losses.get(i).present(at, track.index);
            }
        }
    }

    private static Outage outage(RegistryTrack registry, Trouble trouble, long at, int image) {
        List<Outage> all = registry.outages.computeIfAbsent(trouble, any -> new ArrayList<>(1));
        Outage last = all.isEmpty() ? null : all.get(all.size() - 1);
        if (last != null && (last.takes(at, image) || all.size() >= MOST)) {
            return last;
        }
        Outage next = new Outage(trouble, at);
        all.add(next);
        return next;
    }

    /** @param deletion what explains it; null where nothing does */
    static void lost(Track track, ProbeResult evidence, Occasion deletion) {
        long at = evidence.probedAt().toEpochMilli();
        List<Loss> all = track.registry.losses;
        Loss loss = null;
        for (int i = all.size() - 1; i >= 0 && loss == null; i--) {
            loss = all.get(i).takes(at, deletion) ? all.get(i) : null;
        }
        if (loss == null && all.size() >= MOST) {
            loss = all.get(all.size() - 1);
        } else if (loss == null) {
            loss = new Loss(deletion, at);
            all.add(loss);
        }
        loss.lost(at, track.index, evidence);
    }

    static void recovered(Track track, ProbeResult evidence) {
        track.registry.losses.forEach(loss -> loss.recovered(evidence.probedAt().toEpochMilli(), track.index));
    }

    static void massLoss(RegistryTrack registry) {
        if (!registry.losses.isEmpty()) {
            registry.losses.get(registry.losses.size() - 1).massLoss();
        }
    }

    /** All of them, in the order of their onset. */
    static List<Found> all(Collection<RegistryTrack> registries) {
        List<Found> found = new ArrayList<>();
        for (RegistryTrack registry : registries) {
            String host = registry.host;
            registry.outages.values().stream()
                    .flatMap(List::stream)
                    .filter(it -> it.counts(registry.images))
                    .forEach(it -> found.add(new Found(
                            it.trouble.cause,
                            host,
                            Instant.ofEpochMilli(it.onset),
                            it.end(),
                            it.sentence(host),
                            it.images,
                            it.evidence())));
            registry.losses.forEach(it -> found.add(new Found(
                    it.cause(),
                    host,
                    Instant.ofEpochMilli(it.onset),
                    it.end(),
                    it.sentence(host),
                    it.images,
                    it.evidence())));
        }
        found.sort(Comparator.comparing(Found::onset)
                .thenComparing(Found::registry)
                .thenComparing(Found::cause)
                .thenComparing(Found::sentence));
        return found;
    }
}
