package io.rollcall.replay.explain;

import io.rollcall.contract.probe.Occasion;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.replay.incident.Evidence;
import io.rollcall.replay.incident.IncidentCause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Images of one registry that were lost, one soon after the other, by deletions of one actor or without any. */
final class Loss {
    /** The default sweep's period: within it whatever hit many at once has been seen of all. */
    private static final long APART = Duration.ofMinutes(5).toMillis();

    /** The registry's word of a deletion; null where there is none. */
    final Occasion deletion;

    final BitSet images = new BitSet();
    final long onset;
    private final BitSet still = new BitSet();
    private final SortedMap<String, Long> codes = new TreeMap<>();
    /** When others were first found there. */
    private final Map<Integer, Long> present = new HashMap<>();

    private long last;
    private long recovered;
    private long back;
    private boolean massLoss;

    Loss(Occasion deletion, long onset) {
        this.deletion = deletion;
        this.onset = onset;
        this.last = onset;
    }

    boolean takes(long at, Occasion occasion) {
        boolean same = deletion == null
                ? occasion == null
                : occasion != null && Words.actor(deletion).equals(Words.actor(occasion));
        return same && isOpen(at);
    }

    boolean isOpen(long at) {
        return at - last <= APART;
    }

    void lost(long at, int image, ProbeResult evidence) {
        last = Math.max(last, at);
        images.set(image);
        still.set(image);
        if (evidence.verdict() instanceof Verdict.Absent absent) {
            codes.merge(absent.code(), 1L, Long::sum);
        }
    }

    void recovered(long at, int image) {
        if (still.get(image)) {
            still.clear(image);
            recovered++;
            back = Math.max(back, at);
        }
    }

    /** Another image was found there meanwhile. */
    void present(long at, int image) {
        if (isOpen(at) && !images.get(image)) {
            present.putIfAbsent(image, at);
        }
    }

    /** The registry's own incident was told while it went on. */
    void massLoss() {
        massLoss = true;
    }

    IncidentCause cause() {
        if (deletion != null) {
            return IncidentCause.DELETION;
        }
        long others = others();
        return images.cardinality() >= 2 && images.cardinality() > others
                ? IncidentCause.STORAGE_GONE
                : IncidentCause.UNEXPLAINED;
    }

    /** How many others were asked about and found while it spread. */
    private long others() {
        return present.entrySet().stream()
                .filter(it -> it.getValue() <= last && !images.get(it.getKey()))
                .count();
    }

    Instant end() {
        return still.isEmpty() && recovered > 0 ? Instant.ofEpochMilli(back) : null;
    }

    String sentence(String host) {
        String what = Words.count(images.cardinality(), "image") + " of " + host;
        String spread = images.cardinality() == 1
                ? " at " + Words.clock(onset)
                : " from %s on, within %s".formatted(Words.clock(onset), Words.time(Duration.ofMillis(last - onset)));
        String why =
                switch (cause()) {
                    case DELETION ->
                        "%s deleted %s, as the registry itself reported%s%s: the next look found nothing%s."
                                .formatted(
                                        capital(Words.actor(deletion)),
                                        what,
                                        deletion.at() == null ? "" : " at " + Words.clock(deletion.at()),
                                        deletion.address() == null ? "" : " (from " + deletion.address() + ")",
                                        spread);
                    case STORAGE_GONE ->
                        ("The storage behind %s is likely to have gone: %s absent%s, in the registry's"
                                        + " own words, so it lived; %s; and it reported no deletion of any of them.")
                                .formatted(
                                        host,
                                        what + (images.cardinality() == 1 ? " is" : " were"),
                                        spread,
                                        meanwhile());
                    default ->
                        "%s %s absent%s, and the record does not say why: %s, and the registry reported no deletion."
                                .formatted(what, images.cardinality() == 1 ? "was" : "were", spread, meanwhile());
                };
        return why + recovery();
    }

    private String meanwhile() {
        long others = others();
        return others == 0
                ? "nothing else that was asked about meanwhile was there"
                : Words.count(others, "other") + (others == 1 ? " was" : " were") + " found there meanwhile";
    }

    private String recovery() {
        if (recovered == 0) {
            return images.cardinality() == 1 ? " It has not come back." : " None has come back.";
        }
        return still.isEmpty()
                ? (images.cardinality() == 1 ? " It was" : " All were") + " back by " + Words.clock(back) + "."
                : " %s came back by %s; %s did not."
                        .formatted(Words.number(recovered), Words.clock(back), Words.number(still.cardinality()));
    }

    List<Evidence> evidence() {
        List<Evidence> evidence = new ArrayList<>();
        codes.forEach((code, count) ->
                evidence.add(new Evidence("404 " + code + " in the registry's own words, confirmed by GET", count)));
        evidence.add(new Evidence("other images found present while it spread", others()));
        if (deletion != null) {
            evidence.add(new Evidence("deletions that the registry reported, by " + Words.actor(deletion), 1));
        }
        if (massLoss) {
            evidence.add(new Evidence("mass loss told by the prober", 1));
        }
        return evidence;
    }

    private static String capital(String text) {
        return text.startsWith("somebody") ? "S" + text.substring(1) : text;
    }
}
