package io.rollcall.prober.registry;

import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.Reason;
import io.rollcall.prober.registry.VerdictTable.Ruling;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** One probe on its way. Ends once, by its verdict, its timer or its client's end; what comes later is dropped. */
final class Probe {
    private final Means means;
    private final Dialogue dialogue;
    private final ManifestLook look;
    private final Instant startedAt;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();

    Probe(ImageReference reference, Dialogue dialogue, Means means) {
        this.means = means;
        this.dialogue = dialogue;
        this.startedAt = means.clock().instant();
        this.look = new ManifestLook(dialogue, reference, means.clock(), this::end);
    }

    CompletableFuture<Answer> answer() {
        return answer;
    }

    /** @param whenEnded is run once it is over */
    void start(ProbePolicy policy, Runnable whenEnded) {
        try {
            limit(policy.totalTimeout().toMillis(), whenEnded);
            look.ask();
        } catch (RejectedExecutionException e) {
            endAsClosed();
        }
    }

    private void limit(long millis, Runnable whenEnded) {
        ScheduledFuture<?> limit = means.timer()
                .schedule(
                        () -> end(Ruling.inconclusive(
                                Reason.TIMEOUT, look.head(), "no verdict within " + millis + " ms")),
                        millis,
                        TimeUnit.MILLISECONDS);
        var unused = answer.whenComplete((done, error) -> {
            limit.cancel(false);
            dialogue.end();
            whenEnded.run();
        });
    }

    void endAsClosed() {
        end(Ruling.inconclusive(Reason.UNREACHABLE, look.head(), "the client was closed"));
    }

    void end(Ruling ruling) {
        answer.complete(new Answer(
                ruling.verdict(),
                ruling.evidence(),
                startedAt,
                means.clock().instant(),
                dialogue.requests(),
                dialogue.quota()));
    }
}
