package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Results are for those who ask now, as they last stated it, and by the owner that is one now; that a target waits because the
 * breaker is open is told once an opening and owner.
 *
 * <p>Not allowed: a stated as 1, a stated as 2, result for a as 1. Not allowed: a stated, a gone, result for a. Not allowed:
 * owner x, owner y, result of x. Not allowed: opened, a waits, a waits.
 */
final class WhatIsTold {
    private final Map<ImageKey, String> stated = new HashMap<>();
    private final Set<String> waits = new HashSet<>();
    private final List<String> violations = new ArrayList<>();

    void onStated(ImageKey image, String resourceVersion) {
        stated.put(image, resourceVersion);
    }

    void onGone(ImageKey image) {
        stated.remove(image);
    }

    /**
     * @param owner of its partition
     * @param opening in which the breaker is
     */
    void onResult(ProbeResult result, String owner, long opening) {
        if (!result.resourceVersion().equals(stated.get(result.key()))) {
            violations.add(result.key() + " was answered as " + result.resourceVersion() + ", and is stated as "
                    + stated.get(result.key()));
        }
        if (!result.attempt().startsWith(owner + "-")) {
            violations.add(result.attempt() + " was answered by " + owner);
        }
        if (result.verdict().equals(new Verdict.Inconclusive(Reason.CIRCUIT_OPEN))
                && !waits.add(owner + " " + opening + " " + result.target())) {
            violations.add(result.target() + " was told again in opening " + opening + " of " + owner);
        }
    }

    void doAssert() {
        assertThat(violations).as("results that are not allowed").isEmpty();
    }
}
