package io.rollcall.standalone.check;

import io.rollcall.contract.image.Depth;
import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.probe.HttpEvidence;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.prober.registry.Answer;
import io.rollcall.prober.registry.RegistryClients;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Asks for each reference once, a few at a time, and tells the answers in the order of the references. */
public final class Probing {

    /** As gently as the default policy: above this a registry only adds latency. */
    private static final int IN_FLIGHT = 8;

    private final RegistryClients clients;
    private final Clock clock;
    private final Depth depth;
    private final boolean explained;

    /** Asks for manifests. The clients stay the caller's to close. */
    public Probing(RegistryClients clients, Clock clock) {
        this(clients, clock, Depth.MANIFEST, false);
    }

    /** @param explained whether each answer tells step by step how it came about */
    Probing(RegistryClients clients, Clock clock, Depth depth, boolean explained) {
        this.depth = depth;
        this.explained = explained;
        this.clients = clients;
        this.clock = clock;
    }

    /** Asks for all of them and returns when the last has answered; each answer is told as soon as its turn comes. */
    public List<Checked> run(List<ImageReference> references, Consumer<Checked> told) {
        Iterator<ImageReference> next = references.iterator();
        Deque<CompletableFuture<Checked>> inFlight = new ArrayDeque<>();
        List<Checked> all = new ArrayList<>();
        while (next.hasNext() || !inFlight.isEmpty()) {
            while (next.hasNext() && inFlight.size() < IN_FLIGHT) {
                inFlight.addLast(probe(next.next()));
            }
            Checked checked = inFlight.removeFirst().join();
            told.accept(checked);
            all.add(checked);
        }
        return all;
    }

    private CompletableFuture<Checked> probe(ImageReference reference) {
        Explanation explanation = new Explanation();
        return clients.of(reference.registry())
                .map(client -> explained ? client.probe(reference, depth, explanation) : client.probe(reference, depth))
                .orElseGet(() -> CompletableFuture.completedFuture(notAllowed()))
                .thenApply(answer -> new Checked(reference, answer, explanation.steps()));
    }

    private Answer notAllowed() {
        Instant now = clock.instant();
        return new Answer(new Verdict.Inconclusive(Reason.NOT_ALLOWED), HttpEvidence.none(null), now, now);
    }
}
