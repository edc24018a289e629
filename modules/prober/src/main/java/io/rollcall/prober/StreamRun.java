package io.rollcall.prober;

import static java.util.Objects.requireNonNull;

import io.rollcall.prober.Recovery.Verdict;
import io.rollcall.prober.schedule.LiveTasks;
import io.rollcall.prober.schedule.Parts;
import io.rollcall.prober.schedule.ProbeTopology;
import io.rollcall.runtime.health.Health;
import io.rollcall.runtime.kafka.Silence;
import io.rollcall.runtime.log.LogKeys;
import io.rollcall.runtime.service.ServiceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stream's life: runs it, tells how it is, replaces threads that died of what can heal, and stops it in good order. */
final class StreamRun {
    /** The name of its condition. */
    static final String CONDITION = "stream";

    private static final Logger LOG = LoggerFactory.getLogger(StreamRun.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final ServiceContext context;
    private final Health health;
    private final Recovery recovery;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final AtomicReference<String> trouble = new AtomicReference<>();
    private volatile boolean running;

    StreamRun(ServiceContext context) {
        this.context = requireNonNull(context, "context is null");
        this.health = context.health();
        this.recovery = new Recovery(context.config().kafka().bootstrapServers(), context.clock());
    }

    /** @return whether {@link #run} has begun; it then needs no interrupt to stop */
    boolean isRunning() {
        return running;
    }

    /** Asks {@link #run} to return. */
    void stop() {
        stop.countDown();
    }

    /**
     * Runs until asked to stop or failed for good; then leaves the group, so that others take over at once.
     *
     * @param alsoLook is called now and then, for as long as the stream runs
     */
    void run(Parts parts, Duration closeWithin, Runnable alsoLook) {
        running = true;
        try (StateDirectory directory = StateDirectory.of(context.config().prober())) {
            Properties settings = new Properties();
            settings.putAll(StreamSettings.of(context.kafka().streams(), directory.path()));
            KafkaStreams streams = new KafkaStreams(ProbeTopology.build(parts), settings);
            streams.setUncaughtExceptionHandler(this::died);
            streams.setStateListener((now, before) -> {
                if (now == State.RUNNING) {
                    trouble.set(null);
                }
            });
            try {
                streams.start();
                watch(streams, parts.tasks(), alsoLook);
            } finally {
                health.waiting(CONDITION, "The prober's stream is stopping; start it again.");
                boolean clean =
                        streams.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                                .withTimeout(closeWithin));
                LOG.atInfo()
                        .addKeyValue(LogKeys.OUTCOME, clean ? "clean" : "late")
                        .log("stream stopped");
            }
        }
    }

    private void watch(KafkaStreams streams, LiveTasks tasks, Runnable alsoLook) {
        Silence silence = new Silence(context.config().kafka().bootstrapServers());
        while (!awaitStop(LOOK_EVERY)) {
            Instant now = context.clock().instant();
            Optional<String> reason = Optional.ofNullable(trouble.get())
                    .or(() -> silence.trouble(streams.metrics()))
                    .or(() -> StreamReadiness.waitingFor(streams.state(), tasks.count(), tasks.oldestSign(), now));
            reason.ifPresentOrElse(it -> health.waiting(CONDITION, it), () -> health.ok(CONDITION));
            alsoLook.run();
        }
    }

    /** Runs on the thread that died, which may wait: what it owned is not yet anybody else's. */
    private StreamThreadExceptionResponse died(Throwable e) {
        Verdict verdict = recovery.decide(e);
        LOG.atWarn()
                .addKeyValue(LogKeys.REASON, verdict.sentence())
                .addKeyValue(LogKeys.ERROR, e.toString())
                .log("a stream thread died");
        LOG.atDebug().setCause(e).log("a stream thread died of this");
        if (verdict instanceof Verdict.Again again) {
            trouble.set(again.sentence());
            return awaitStop(again.backoff())
                    ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT
                    : StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        trouble.set(verdict.sentence());
        health.fail(verdict.sentence());
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private boolean awaitStop(Duration atMost) {
        try {
            return stop.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // Only a stop interrupts, and what follows must be able to wait.
            return true;
        }
    }
}
