package io.rollcall.prober.registry;

import io.rollcall.contract.probe.Reason;
import io.rollcall.prober.registry.VerdictTable.Ruling;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** One probe on its way. Ends once, by its ruling, its timer or its client's end; what comes later is dropped. */
final class Probe {
    private final Means means;
    private final Dialogue dialogue;
    private final Instant startedAt;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private volatile Inquiry inquiry;

    Probe(Dialogue dialogue, Means means) {
        this.means = means;
        this.dialogue = dialogue;
        this.startedAt = means.clock().instant();
    }

    CompletableFuture<Answer> answer() {
        return answer;
    }

    /**
     * @param asked gives its ruling to {@link #end}
     * @param whenEnded is run once it is over
     */
    void start(Inquiry asked, Duration longest, Runnable whenEnded) {
        inquiry = asked;
        try {
            limit(longest.toMillis(), whenEnded);
            asked.begin();
        } catch (RejectedExecutionException e) {
            endAsClosed();
        }
    }

    private void limit(long millis, Runnable whenEnded) {
        ScheduledFuture<?> limit = means.timer()
                .schedule(
                        () -> end(Ruling.inconclusive(Reason.TIMEOUT, head(), "no verdict within " + millis + " ms")),
                        millis,
                        TimeUnit.MILLISECONDS);
        var unused = answer.whenComplete((done, error) -> {
            limit.cancel(false);
            dialogue.end();
            whenEnded.run();
        });
    }

    private Reply head() {
        Inquiry under = inquiry;
        return under == null ? null : under.head();
    }

    void endAsClosed() {
        end(Ruling.inconclusive(Reason.UNREACHABLE, head(), "the client was closed"));
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
