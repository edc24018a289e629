package io.rollcall.prober;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.rollcall.prober.Rebuild.Outcome;
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
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stream's life: runs it, tells how it is, replaces threads that died of what can heal, begins anew where its state was
 * lost, and stops it in good order.
 */
final class StreamRun {
    /** The name of its condition. */
    static final String CONDITION = "stream";

    private static final Logger LOG = LoggerFactory.getLogger(StreamRun.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration TRY_EVERY = Duration.ofMillis(500);
    /** Longer than a replica needs to notice, be it by the tasks that this one leaves to it. */
    private static final Duration OTHERS_NOTICE_WITHIN = Duration.ofSeconds(10);

    private static final String LOST =
            "The prober's own topics were lost; it begins anew, and asks for every image again: wait.";

    private final ServiceContext context;
    private final Health health;
    private final Recovery recovery;
    private final Counter rebuilds;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final AtomicReference<String> trouble = new AtomicReference<>();
    private volatile boolean running;

    StreamRun(ServiceContext context) {
        this.context = requireNonNull(context, "context is null");
        this.health = context.health();
        this.recovery = new Recovery(context.config().kafka().bootstrapServers(), context.clock());
        this.rebuilds = Counter.builder("rollcall.state.rebuilds")
                .description("How often the prober began anew because its own topics were lost")
                .register(context.meters());
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
        try (StateDirectory directory = StateDirectory.of(context.config().prober());
                OwnTopics topics = new OwnTopics(
                        Admin.create(context.kafka().admin("state")),
                        context.config().proberApplicationId())) {
            KafkaPast past = KafkaPast.of(topics);
            while (!awaitStop(Duration.ZERO)) {
                once(parts.with(past), past, topics, directory, closeWithin, alsoLook);
                if (past.lost().isPresent()) {
                    rebuild(new Rebuild(topics), past.lost().get());
                }
                past = KafkaPast.anew(topics, context.clock().instant());
            }
        }
    }

    /** Until asked to stop, or the application's state is found to be lost. */
    private void once(
            Parts parts,
            KafkaPast past,
            OwnTopics topics,
            StateDirectory directory,
            Duration closeWithin,
            Runnable alsoLook) {
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
            watch(streams, parts.tasks(), past, alsoLook);
        } finally {
            boolean lost = past.lost().isPresent();
            health.waiting(CONDITION, lost ? LOST : "The prober's stream is stopping; start it again.");
            if (lost) {
                standIn(topics);
            }
            boolean clean = close(streams, closeWithin);
            while (!clean && lost && !awaitStop(TRY_EVERY)) {
                clean = close(streams, closeWithin);
            }
            LOG.atInfo().addKeyValue(LogKeys.OUTCOME, clean ? "clean" : "late").log("stream stopped");
        }
    }

    private static boolean close(KafkaStreams streams, Duration within) {
        return streams.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(within));
    }

    /** Without them it takes a minute longer, until the thread gives up. */
    private void standIn(OwnTopics topics) {
        try {
            topics.standIn(context.config().kafka().partitions(), (short)
                    context.config().kafka().replicationFactor());
        } catch (KafkaException e) {
            LOG.atWarn().addKeyValue(LogKeys.ERROR, e.toString()).log("the missing topics cannot be made");
        }
    }

    private void rebuild(Rebuild rebuild, String what) {
        LOG.atWarn().addKeyValue(LogKeys.REASON, what).log("the prober's own state is lost and is made anew");
        Instant until = context.clock().instant().plus(OTHERS_NOTICE_WITHIN);
        Outcome outcome = rebuild.attempt();
        while (!isDone(outcome) && !awaitStop(TRY_EVERY)) {
            if (outcome instanceof Outcome.Refused refused) {
                health.waiting(CONDITION, refused.sentence());
            } else if (outcome instanceof Outcome.Occupied occupied) {
                health.waiting(CONDITION, occupied.sentence());
                if (context.clock().instant().isAfter(until)) {
                    return; // join them: either they have begun anew, or this replica's tasks go round once more
                }
            }
            outcome = rebuild.attempt();
        }
        if (isDone(outcome)) {
            trouble.set(null);
            rebuilds.increment();
            LOG.atInfo().log("the prober begins anew: every image is read and asked for again");
        }
    }

    private static boolean isDone(Outcome outcome) {
        return outcome instanceof Outcome.Done || outcome instanceof Outcome.DoneByAnother;
    }

    private void watch(KafkaStreams streams, LiveTasks tasks, KafkaPast past, Runnable alsoLook) {
        Silence silence = new Silence(context.config().kafka().bootstrapServers());
        while (past.lost().isEmpty() && !awaitStop(LOOK_EVERY)) {
            Instant now = context.clock().instant();
            Optional<String> reason = Optional.ofNullable(trouble.get())
                    .or(() -> silence.trouble(streams::metrics))
                    .or(() -> StreamReadiness.waitingFor(streams.state(), tasks.count(), tasks.oldestSign(), now));
            reason.ifPresentOrElse(it -> health.waiting(CONDITION, it), () -> health.ok(CONDITION));
            alsoLook.run();
            past.look(now);
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
