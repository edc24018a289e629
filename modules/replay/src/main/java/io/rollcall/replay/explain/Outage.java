package io.rollcall.replay.explain;

import io.rollcall.contract.probe.HttpEvidence;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.replay.incident.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A time in which a registry could not be asked, for one reason. */
final class Outage {
    /** Longer without a further sign of it, and it is another one: above any backoff. */
    private static final long APART = Duration.ofMinutes(10).toMillis();
    /** Longer, and an image that was answered meanwhile, and it is another one too. */
    private static final long AGAIN = Duration.ofMinutes(1).toMillis();

    final Trouble trouble;
    final BitSet images = new BitSet();
    final long onset;
    private final BitSet answeredSince = new BitSet();
    private final SortedMap<String, Long> seen = new TreeMap<>();
    private long last;
    private long good;
    private long goodMeanwhile;
    private long bad;
    private boolean breaker;

    Outage(Trouble trouble, long onset) {
        this.trouble = trouble;
        this.onset = onset;
        this.last = onset;
    }

    boolean takes(long at, int image) {
        return at - last <= APART && (at - last <= AGAIN || !answeredSince.get(image));
    }

    void bad(long at, int image, ProbeResult result) {
        images.set(image);
        last = Math.max(last, at);
        if (good > 0) {
            goodMeanwhile++;
        }
        good = 0;
        answeredSince.clear(image);
        bad++;
        Reason reason = ((Verdict.Inconclusive) result.verdict()).reason();
        breaker |= reason == Reason.CIRCUIT_OPEN;
        HttpEvidence evidence = result.evidence();
        seen.merge(reason + (evidence.status() == null ? "" : ", HTTP " + evidence.status()), 1L, Long::sum);
    }

    /** The registry answered about this image. */
    void good(long at, int image) {
        if (good == 0) {
            good = Math.max(at, last);
        }
        answeredSince.set(image);
    }

    /** A single failure of one image is no outage of a registry that has more. */
    boolean counts(long registryImages) {
        return trouble != Trouble.DOWN || breaker || images.cardinality() >= Math.min(2, registryImages);
    }

    Instant end() {
        return good == 0 ? null : Instant.ofEpochMilli(good);
    }

    String sentence(String host) {
        String whom = goodMeanwhile == 0 ? "all that was asked meanwhile" : "some of what was asked meanwhile";
        return "%s %s from %s%s: %s, about %s; no image is lost or recovered by such an answer%s."
                .formatted(
                        host,
                        trouble.inWords,
                        Words.clock(onset),
                        good == 0 ? " on, and still when the window ends" : " to " + Words.clock(good),
                        whom,
                        Words.count(images.cardinality(), "image"),
                        breaker ? ", and the circuit breaker held further probes back" : "");
    }

    List<Evidence> evidence() {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence("answers that say so", bad));
        seen.forEach((text, count) -> evidence.add(new Evidence(text, count)));
        return evidence;
    }
}
