package io.rollcall.standalone.bench;

import io.rollcall.contract.image.Depth;
import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.probe.HttpEvidence;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.prober.registry.Answer;
import io.rollcall.prober.registry.RegistryClient;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Says of each image that it is there, a little later, without a network. */
final class LaterClient implements RegistryClient {

    private static final Verdict PRESENT = new Verdict.Present("sha256:" + "a".repeat(64));
    private static final HttpEvidence EVIDENCE =
            new HttpEvidence(200, null, null, "application/vnd.docker.distribution.manifest.v2+json", null);

    private final Later later;
    private final Duration delay;

    /** @param later stays the caller's to close */
    LaterClient(Later later, Duration delay) {
        this.later = later;
        this.delay = delay;
    }

    @Override
    public CompletableFuture<Answer> probe(ImageReference reference, Depth depth) {
        Instant startedAt = Instant.now();
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        later.run(delay, () -> answer.complete(new Answer(PRESENT, EVIDENCE, startedAt, Instant.now())));
        return answer;
    }

    @Override
    public void close() {
        // what is under way is answered all the same
    }
}
