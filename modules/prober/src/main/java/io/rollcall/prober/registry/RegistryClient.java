package io.rollcall.prober.registry;

import io.rollcall.contract.image.Depth;
import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.policy.ProbePolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks one registry. Thread-safe and asynchronous: a call returns at once. */
public interface RegistryClient extends AutoCloseable {
    /**
     * One presence check: a HEAD, and the GET that confirms an absence; where the depth is BLOBS, the same of every blob.
     *
     * @param reference in the registry that this client asks
     * @return completes within {@link #longest}, and never exceptionally: a failure is an inconclusive verdict. It
     *     completes on a thread of the client's own, which the caller must not block
     */
    CompletableFuture<Answer> probe(ImageReference reference, Depth depth);

    /** As {@link #probe(ImageReference, Depth)}, telling on the way what is asked and answered. */
    default CompletableFuture<Answer> probe(ImageReference reference, Depth depth, Trace trace) {
        return probe(reference, depth);
    }

    /** @return the longest time that a probe of this depth takes under this policy: its total timeout, where blobs are looked
     *     at ten times that */
    default Duration longest(Depth depth, ProbePolicy policy) {
        return policy.totalTimeout();
    }

    /** From now on probes keep to this policy's limits; those in flight keep to what was. */
    default void adopt(ProbePolicy policy) {}

    /**
     * What is wrong with the files that this client was given, as they are now: a sentence each, which names the fix. What was
     * of use before is still used; where nothing ever was, a probe is inconclusive for that reason and nothing is sent.
     */
    default List<String> troubles() {
        return List.of();
    }

    /** Ends all connections; probes in flight complete as inconclusive. */
    @Override
    void close();
}
