package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.probe.Trigger;
import io.rollcall.prober.registry.Answer;
import io.rollcall.prober.schedule.Agenda.Slot;
import io.rollcall.prober.schedule.Probes.Completion;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Asks what is due. {@code process()} only takes in what is wanted; every tick takes in what was answered and sends what is
 * due, as far as the gates allow. Stores and context are touched by the stream thread alone.
 *
 * <p>To send writes nothing: until its answer is stored a target is still due, so that a new owner asks again. The answer,
 * the results and the offsets are one transaction.
 */
final class ScheduleProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    /** A tick ends after so many answers, and after so many probes. */
    static final int MOST = 1_000;
    /** A tick ends after so long, to let the thread poll. */
    private static final long LONGEST_NANOS = Duration.ofMillis(20).toNanos();

    private static final Duration REPORT_EVERY = Duration.ofMillis(500);

    private final Parts parts;
    private final Results results;
    private final String requestsTopic;
    private ProcessorContext<byte[], byte[]> context;
    private Probes probes;
    private Targets targets;
    private Intake intake;
    private Sender sender;
    private RegistryReporter reporter;
    private Map<String, RegistryShare> shares;
    private Instant reportedAt;
    private boolean lost;
    private Instant lookedAt;

    ScheduleProcessor(Parts parts) {
        this.parts = requireNonNull(parts, "parts is null");
        this.results = new Results(parts.scheduling().cluster());
        this.requestsTopic = parts.scheduling().topics().probeRequests().name();
    }

    /** Streams may begin again with the same processor: nothing of what was before may remain. */
    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        Scheduling scheduling = parts.scheduling();
        context = processorContext;
        KeyValueStore<String, Target> store = context.getStateStore(Names.TARGETS);
        lost = isGone(store);
        if (lost) {
            parts.past().lost("what task " + context.taskId() + " had stored is gone");
            return;
        }
        probes = new Probes(parts.epochs().get(), parts.clock());
        Turns turns = new Turns(scheduling.sweep(), scheduling.spread());
        targets = new Targets(store, new DueRules(turns), parts.registries(), probes, parts.clock());
        sender = new Sender(parts, targets, probes, turns);
        DeadLetters deadLetters =
                new DeadLetters(scheduling.cluster(), context, Names.SCHEDULE_DEAD_LETTERS, parts.meters());
        intake = new Intake(targets, deadLetters, parts.meters());
        shares = new LinkedHashMap<>();
        reporter = new RegistryReporter(parts, context, targets);
        Instant now = parts.clock().instant();
        int partitions = scheduling.topics().partitions();
        parts.registries()
                .gates()
                .forEach(gate -> shares.put(gate.host(), new RegistryShare(gate, partitions, scheduling.tick(), now)));
        lookedAt = now;
        report(now);
        context.schedule(scheduling.tick(), PunctuationType.WALL_CLOCK_TIME, at -> tick());
    }

    /** A version without sentinels left stores that are not empty, and whole. */
    private boolean isGone(KeyValueStore<String, Target> store) {
        List<String> read = List.of(requestsTopic, ProbeTopology.commandsTopic(context.applicationId()));
        return store.approximateNumEntries() == 0
                && parts.past().hasRead(read, context.taskId().partition());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (lost) {
            return; // it will be sent again
        }
        targets.mark();
        Instant now = lookAtTheClock();
        if (context.recordMetadata().orElseThrow().topic().equals(requestsTopic)) {
            intake.request(record, now);
        } else {
            intake.command(record, now);
        }
    }

    /** Where it went back since the last look, all that it put ahead is placed anew. */
    private Instant lookAtTheClock() {
        Instant now = parts.clock().instant();
        if (now.isBefore(lookedAt.minus(Target.SKEW))) {
            probes.clockWentBack(now);
            targets.placeAll();
        }
        lookedAt = now;
        return now;
    }

    private void tick() {
        long until = parts.nanos().getAsLong() + LONGEST_NANOS;
        takeIn(until);
        Instant now = lookAtTheClock();
        boolean adopted = false;
        for (RegistryShare share : shares.values()) {
            adopted |= share.adopts();
        }
        if (adopted) {
            targets.placeAll();
        }
        sender.refuse(now, done -> done < MOST);
        for (RegistryShare share : shares.values()) {
            share.gate().drain();
            sender.send(share, now, done -> done < MOST && hasTime(done, until));
            share.gate().settle();
            share.untold(targets.agenda(), now).forEach(slot -> tell(slot, share.gate()));
        }
        if (now.isAfter(reportedAt.plus(REPORT_EVERY)) || now.isBefore(reportedAt)) {
            report(now);
            reporter.look(now);
        }
        if (parts.commits().isDue()) {
            context.commit();
        }
    }

    /** A thread that was kept waiting for longer than a whole tick gets on all the same, one by one. */
    private boolean hasTime(int done, long until) {
        return done == 0 || parts.nanos().getAsLong() - until < 0;
    }

    private void takeIn(long until) {
        for (Optional<String> back = probes.nextRecalled(); back.isPresent(); back = probes.nextRecalled()) {
            targets.putBack(back.get());
        }
        for (int i = 0; i < MOST && hasTime(i, until); i++) {
            Optional<Completion> completion = probes.next();
            if (completion.isEmpty()) {
                return;
            }
            answered(completion.get());
        }
    }

    private void answered(Completion completion) {
        TargetKey key = TargetKey.parse(completion.target());
        String registry = parts.registries().nameOf(key);
        if (shares.containsKey(registry)) {
            shares.get(registry).answered(completion.answer());
        }
        Optional<Target> found = targets.find(completion.target());
        if (found.isEmpty()) {
            return; // nobody asks any more
        }
        if (completion.answer().startedAt().isAfter(parts.clock().instant().plus(Target.SKEW))) {
            targets.put(
                    key, found.get()); // the clock went back meanwhile: who was there first nobody can tell; ask again
            return;
        }
        LastProbe probe = LastProbe.after(
                found.get().last(),
                completion.answer().verdict(),
                completion.attempt().due().trigger(),
                completion.answer().startedAt(),
                completion.answer().probedAt());
        targets.put(key, found.get().answered(probe));
        parts.meters().probed(registry, probe);
        reporter.answered(registry, completion.answer());
        forward(completion, probe, found.get());
        if (isAwaited(found.get().last(), probe)) {
            parts.commits().awaited();
        }
    }

    /** Of the others there are many, and they say what is known. */
    private static boolean isAwaited(LastProbe before, LastProbe now) {
        boolean routine =
                now.trigger() == Trigger.SWEEP || now.trigger() == Trigger.CRON || now.trigger() == Trigger.BACKOFF;
        return !routine || before == null || !before.verdict().sameSortAs(now.verdict());
    }

    private void forward(Completion completion, LastProbe probe, Target target) {
        for (Subscriber subscriber : target.subscribers()) {
            if (subscriber.isAnsweredBy(probe.startedAt())) {
                context.forward(results.of(completion, probe, subscriber), Names.RESULTS);
            }
        }
    }

    /** Those who ask hear that it waits. Nothing was observed, so nothing is stored: it stays due. */
    private void tell(Slot slot, RegistryGate gate) {
        Completion notice = probes.waits(slot.target(), slot.due(), gate.policyVersion());
        Answer answer = notice.answer();
        LastProbe nothing =
                LastProbe.after(null, answer.verdict(), slot.due().trigger(), answer.startedAt(), answer.probedAt());
        targets.find(slot.target()).ifPresent(target -> forward(notice, nothing, target));
    }

    private void report(Instant now) {
        Map<String, Instant> earliest = new HashMap<>();
        for (String registry : targets.agenda().registries()) {
            targets.agenda().earliest(registry).ifPresent(at -> earliest.put(registry, at));
        }
        parts.tasks().report(this, new LiveTasks.Status(targets.census().targets(), earliest, now));
        reportedAt = now;
    }

    @Override
    public void close() {
        parts.tasks().gone(this);
        if (probes != null) {
            probes.close();
        }
    }
}
