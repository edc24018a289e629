package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.contract.image.Ask;
import io.rollcall.contract.image.Cadence;
import io.rollcall.contract.image.Lane;
import io.rollcall.contract.policy.CronSchedule;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.policy.SweepTimes;
import io.rollcall.contract.probe.ProbeRequest;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.topics.Partitioning;
import io.rollcall.prober.schedule.Breaker.Opening;
import io.rollcall.prober.schedule.Step.Sort;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The scheduling half, to which steps happen while the guarantees look on. */
final class History {
    static final ProbePolicy POLICY = Policies.of(4, 10, 5);

    private static final BreakerSettings BREAKER = new BreakerSettings(4, 4, 50, Duration.ofSeconds(10), 2);
    private static final SweepTimes SWEEPS = new SweepTimes(CronSchedule.parse("@every 5m"), Duration.ofMinutes(5));
    private static final Duration TICK = Duration.ofMillis(20);

    private final TestClock clock = new TestClock();
    private final WhatIsSent sent = new WhatIsSent();
    private final WhatIsTold told = new WhatIsTold();
    private final FakeRegistry registry = new FakeRegistry(clock, sent).holds();
    private final KeyValueStore<String, Target> store = Owner.store();
    private final Map<Integer, Subscriber> bound = new HashMap<>();
    private final List<Consumer<Owner>> sinceCommit = new ArrayList<>();
    private final List<KeyValue<String, Target>> committed = new ArrayList<>();
    private ProbePolicy policy = POLICY;
    private Mortal client;
    private Registries registries;
    private LiveTasks tasks;
    private Owner owner;
    private int version;
    private int epochs;

    History() {
        startProcess();
    }

    /** Nothing happens in the same millisecond: what came first then nobody could tell. */
    void on(Step step) {
        clock.advance(Duration.ofMillis(1));
        if (step instanceof Step.Bind bind) {
            bind(bind.image(), bind.sort());
        } else if (step instanceof Step.Unbind unbind) {
            unbind(unbind.image());
        } else if (step instanceof Step.Request request) {
            request(request.image(), request.later());
        } else if (step instanceof Step.Answer answer) {
            registry.says(answer.verdict()).takes(answer.requests()).hasLeft(answer.left());
            registry.answer(answer.most());
        } else if (step instanceof Step.Lose) {
            registry.breakPromise();
        } else if (step instanceof Step.Pass pass) {
            pass(pass.tick(), pass.ticks());
        } else if (step instanceof Step.SetClock set) {
            clock.advance(set.by());
            newBudget();
        } else if (step instanceof Step.Commit) {
            commit();
        } else if (step instanceof Step.HandOver) {
            owner.close();
            newOwner();
        } else if (step instanceof Step.Kill) {
            kill();
        } else if (step instanceof Step.Adopt adopt) {
            policy = adopt.policy();
            registries.adopt(Images.HOST, policy);
            newBudget();
        }
    }

    /** The registry is well from now on; then all that anybody wanted has come about. */
    void endsWell() {
        registry.says(FakeRegistry.PRESENT).takes(1).hasLeft(null).answers();
        pass(Duration.ofSeconds(2), 450);
        sent.doAssert();
        told.doAssert();
        assertThat(gate().inFlight()).as("in flight when all was answered").isZero();
        if (bound.values().stream().anyMatch(it -> !(it.ask().cadence() instanceof Cadence.OnRequest))) {
            assertThat(gate().isOpen()).as("open when all went well").isFalse();
        }
    }

    private void startProcess() {
        client = new Mortal(registry);
        registries = new Registries(BREAKER, clock).add(Images.HOST, policy, client);
        tasks = new LiveTasks();
        newOwner();
    }

    private void newOwner() {
        String epoch = "owner" + ++epochs;
        sent.onOwner(epoch);
        told.onOwner(epoch);
        newBudget();
        owner = new Owner(
                new Parts(
                        new Scheduling("test", ProberDriver.TOPICS, Optional.of(SWEEPS), SWEEPS.spread(), TICK),
                        registries,
                        new ProbeMeters(new SimpleMeterRegistry(), clock),
                        tasks,
                        clock,
                        () -> 0,
                        () -> epoch),
                store);
    }

    private void newBudget() {
        double twoTicks = policy.ratePerSecond() * 2 * TICK.toMillis() / 1e3;
        sent.onBudget(policy.ratePerSecond(), Math.max(policy.burst(), 1 + twoTicks));
    }

    private RegistryGate gate() {
        return registries.gates().iterator().next();
    }

    private void pass(Duration tick, int ticks) {
        for (int i = 0; i < ticks; i++) {
            clock.advance(tick);
            owner.tick();
            long opening = gate().opening().map(Opening::number).orElse(0L);
            owner.results().forEach(result -> told.onResult(result, opening));
        }
    }

    private void bind(int image, Sort sort) {
        Instant now = clock.instant();
        Subscriber old = bound.get(image);
        Ask ask = ask("i" + image, sort, old, now);
        Subscriber subscriber = new Subscriber(Images.key("i" + image), "uid", Integer.toString(++version), ask, now);
        bound.put(image, subscriber);
        told.onStated(subscriber.image(), subscriber.resourceVersion());
        if (old == null || !old.ask().equals(ask)) {
            sent.onWanted(ask.target());
        }
        deliver(it -> it.command(new TargetCommand.Bind(subscriber, null)));
    }

    /** An ask that is stated again is the same, to the last bound; a later one is another even without its bound. */
    private static Ask ask(String name, Sort sort, Subscriber old, Instant now) {
        return switch (sort) {
            case SWEPT -> Images.sweep(name);
            case LOST -> Images.lost(name, TestClock.START);
            case ON_REQUEST -> Images.onRequest(name);
            case LATER ->
                old != null && old.ask().notBefore() != null
                        ? old.ask()
                        : Images.notBefore(
                                Images.ask(Images.reference(name), new Cadence.OnRequest(), Lane.REQUESTED),
                                now.plusSeconds(30));
        };
    }

    private void unbind(int image) {
        Subscriber gone = bound.remove(image);
        if (gone != null) {
            told.onGone(gone.image());
            sent.onGone(gone.ask().target());
            String target = TargetKey.of(gone.ask()).text();
            deliver(it -> it.command(new TargetCommand.Unbind(
                    target, gone.ask().target(), gone.image(), gone.ask().id())));
        }
    }

    private void request(int image, Duration later) {
        String target = Images.reference("i" + image);
        Instant now = clock.instant();
        if (bound.containsKey(image)) {
            sent.onWanted(target);
        }
        ProbeRequest request = new ProbeRequest(
                1, "test", Partitioning.repositoryKey(target), null, Trigger.NOTIFICATION, now, now.plus(later));
        deliver(it -> it.request(request));
    }

    private void deliver(Consumer<Owner> record) {
        sinceCommit.add(record);
        record.accept(owner);
    }

    private void commit() {
        sinceCommit.clear();
        committed.clear();
        committed.addAll(stored());
    }

    private List<KeyValue<String, Target>> stored() {
        List<KeyValue<String, Target>> all = new ArrayList<>();
        try (KeyValueIterator<String, Target> entries = store.all()) {
            entries.forEachRemaining(all::add);
        }
        return all;
    }

    private void kill() {
        client.dies();
        stored().forEach(entry -> store.delete(entry.key));
        committed.forEach(entry -> store.put(entry.key, entry.value));
        startProcess();
        sinceCommit.forEach(record -> record.accept(owner));
    }
}
