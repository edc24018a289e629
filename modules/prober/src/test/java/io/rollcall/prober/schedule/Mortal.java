package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.image.Depth;
import io.rollcall.contract.image.ImageReference;
import io.rollcall.prober.registry.Answer;
import io.rollcall.prober.registry.RegistryClient;
import java.util.concurrent.CompletableFuture;

/** A client of a process that may be killed: nothing is sent by it from then on, whatever waited for room. */
final class Mortal implements RegistryClient {
    private final RegistryClient client;
    private boolean dead;

    Mortal(RegistryClient client) {
        this.client = requireNonNull(client, "client is null");
    }

    void dies() {
        dead = true;
    }

    @Override
    public CompletableFuture<Answer> probe(ImageReference reference, Depth depth) {
        return dead ? new CompletableFuture<>() : client.probe(reference, depth);
    }

    @Override
    public void close() {
        client.close();
    }
}
