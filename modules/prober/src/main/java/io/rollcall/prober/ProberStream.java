package io.rollcall.prober;

import io.rollcall.prober.schedule.Parts;
import io.rollcall.runtime.service.ServiceContext;
import java.time.Duration;

/**
 * The prober's stream alone, over parts of the caller's own: the same topology, settings and recovery as in the service, with
 * clients that need not be HTTP. It is there to be measured.
 */
public final class ProberStream implements AutoCloseable {
    private static final Duration CLOSES_WITHIN = Duration.ofSeconds(20);

    private final StreamRun run;
    private final Thread thread;

    private ProberStream(StreamRun run, Thread thread) {
        this.run = run;
        this.thread = thread;
    }

    /** Returns at once; what it waits for stands in the context's health. The topics must exist. */
    public static ProberStream start(ServiceContext context, Parts parts) {
        StreamRun run = new StreamRun(context);
        Thread thread = new Thread(() -> run.run(parts, CLOSES_WITHIN, () -> {}), "rollcall-" + context.instance());
        thread.start();
        return new ProberStream(run, thread);
    }

    /** Returns when it has left its group; does nothing the second time. */
    @Override
    public void close() {
        run.stop();
        try {
            thread.join(CLOSES_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
