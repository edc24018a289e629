package io.rollcall.prober.registry;

import io.rollcall.contract.image.ImageReference;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks one registry. Thread-safe and asynchronous: a call returns at once. */
public interface RegistryClient extends AutoCloseable {
    /**
     * One presence check: a HEAD, and the GET that confirms an absence.
     *
     * @param reference in the registry that this client asks
     * @return completes within the policy's total timeout, and never exceptionally: a failure is an inconclusive verdict. It
     *     completes on a thread of the client's own, which the caller must not block
     */
    CompletableFuture<Answer> probe(ImageReference reference);

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
