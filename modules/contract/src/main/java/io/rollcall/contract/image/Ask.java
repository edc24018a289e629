package io.rollcall.contract.image;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a resource wants to know about a target, and how often.
 *
 * @param id names the ask within its image
 * @param target the reference exactly as the resource states it; it need not parse
 * @param credentialsRef names a mounted docker config; {@code default} if none is given
 * @param policyRef names a probe policy; {@code default} means the registry's
 * @param notBefore no probe for this ask starts sooner; null for no such bound
 * @param context returned verbatim in every result, for the kind's own rules; an object
 */
public record Ask(
        String id,
        String target,
        Purpose purpose,
        Cadence cadence,
        Lane lane,
        Depth depth,
        String credentialsRef,
        String policyRef,
        Instant notBefore,
        JsonNode context) {
    /** The name of the credentials and of the policy that are taken where none is given. */
    public static final String DEFAULT = "default";

    public Ask {
        requireNonNull(id, "id is null");
        requireNonNull(target, "target is null");
        requireNonNull(purpose, "purpose is null");
        requireNonNull(cadence, "cadence is null");
        lane = lane == null ? Lane.SWEEP : lane;
        depth = depth == null ? Depth.MANIFEST : depth;
        credentialsRef = credentialsRef == null ? DEFAULT : credentialsRef;
        policyRef = policyRef == null ? DEFAULT : policyRef;
        notBefore = notBefore == null ? null : notBefore.truncatedTo(ChronoUnit.MILLIS);
        context = context == null ? JsonNodeFactory.instance.objectNode() : context;
    }

    /** @return whether this version can act on it: its purpose and its cadence are known */
    public boolean isAnswered() {
        return purpose.isAnswered() && !(cadence instanceof Cadence.Unrecognised);
    }
}
