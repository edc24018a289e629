package io.rollcall.contract.rules;

import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.ProbeResult;
import java.time.Instant;

/** What a kind makes of a probe's result. Pure functions: the same arguments give the same answer, in any process. */
public interface Rules {
    /**
     * Judges by the result alone whether it is worth reading the object for: the state that was asked for travels in the
     * result's context. True too often costs a read; false must be certain. Almost every result is worth nothing.
     */
    boolean mayAct(ProbeResult result, ProbePolicy policy);

    /**
     * Decides on the object as it is now.
     *
     * @param fresh the object's projection, read for this decision
     * @return {@link Decision.Act} also where the object already bears what would be written: each change says so itself, so
     *     that a redelivery completes what an earlier delivery began
     */
    Decision decide(ImageState fresh, ProbeResult result, ProbePolicy policy, Instant now);
}
