package io.rollcall.standalone.chaos.history;

import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Verdict;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a probe said of an image, as much of it as proves something.
 *
 * @param says the phase that it is evidence for; empty where it was inconclusive
 * @param phase the image's, when the probe was asked for
 * @param second in which the probe started
 */
public record Evidence(String uid, String says, String phase, Instant second) {

    /** The wire's name of a lost image's phase. */
    public static final String LOST = "ImageLost";

    /** The wire's name of a whole image's phase. */
    public static final String READY = "Ready";

    /** What a result on the bus proves. */
    public static Evidence of(ProbeResult result) {
        return new Evidence(
                result.uid(),
                says(result.verdict()),
                result.context().path("phase").asText(),
                result.startedAt().truncatedTo(ChronoUnit.SECONDS));
    }

    private static String says(Verdict verdict) {
        if (verdict instanceof Verdict.Absent) {
            return LOST;
        }
        return verdict instanceof Verdict.Present ? READY : "";
    }
}
