package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.image.Ask;
import io.rollcall.contract.image.Cadence;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.image.Lane;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.ProbeRequest;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.topics.Partitioning;
import io.rollcall.contract.topics.Topics;
import io.rollcall.prober.schedule.Step.Sort;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The probers, to which steps happen while the guarantees look on. */
final class History implements AutoCloseable {
    static final int IMAGES = 5;
    static final ProbePolicy POLICY = Policies.of(4, 10, 5);
    private static final Topics TOPICS = Topics.of("test", Replica.PARTITIONS);

    private final TestClock clock = new TestClock();
    private final Map<String, Integer> images = IntStream.rangeClosed(1, IMAGES)
            .boxed()
            .collect(Collectors.toMap(it -> Images.reference("i" + it), it -> it));
    private final WhatIsSent sent = new WhatIsSent(this::owner);
    private final WhatIsTold told = new WhatIsTold();
    private final FakeRegistry registry = new FakeRegistry(clock, sent).holds();
    private final Replicas replicas = new Replicas(clock, registry, told, POLICY);
    /** What is there, suspended or not. */
    private final Map<Integer, ImageState> there = new HashMap<>();

    private ProbePolicy policy = POLICY;
    private int versions;

    History() {
        newBudget();
    }

    private String owner(String target) {
        return replicas.of(images.get(target)).epoch();
    }

    /** Nothing happens in the same millisecond: what came first then nobody could tell. */
    void on(Step step) {
        clock.advance(Duration.ofMillis(1));
        if (step instanceof Step.Bind bind) {
            bind(bind.image(), bind.sort());
        } else if (step instanceof Step.Change change) {
            change(change.image(), change.what());
        } else if (step instanceof Step.Delete delete) {
            delete(delete.image());
        } else if (step instanceof Step.Request request) {
            request(request.image(), request.later());
        } else if (step instanceof Step.Answer answer) {
            registry.says(answer.verdict()).takes(answer.requests()).hasLeft(answer.left());
            registry.answer(answer.most());
        } else if (step instanceof Step.Lose) {
            registry.breakPromise();
        } else if (step instanceof Step.Pass pass) {
            pass(pass.tick(), pass.ticks());
        } else {
            onProbers(step);
        }
    }

    /** Who owns, what the clock says, what the policy is: the budget is counted anew. */
    private void onProbers(Step step) {
        if (step instanceof Step.Commit commit) {
            replicas.commit(commit.partition());
            return;
        }
        if (step instanceof Step.SetClock set) {
            clock.advance(set.by());
        } else if (step instanceof Step.Adopt adopt) {
            policy = adopt.policy();
            replicas.adopt(policy);
        } else if (step instanceof Step.HandOver handOver) {
            replicas.handOver(handOver.partition());
        } else if (step instanceof Step.Join join) {
            replicas.join(join.replica());
        } else if (step instanceof Step.Leave leave) {
            replicas.leave(leave.replica());
        } else if (step instanceof Step.Kill kill) {
            replicas.kill(kill.replica());
        }
        newBudget();
    }

    /** The registry is well from now on; then all that anybody wanted has come about, and whoever has a cadence is asked about. */
    void endsWell() {
        registry.says(FakeRegistry.PRESENT).takes(1).hasLeft(null).answers();
        there.values().stream().filter(History::comesRound).forEach(it -> sent.onWanted(target(it)));
        pass(Duration.ofSeconds(15), 60);
        sent.doAssert();
        told.doAssert();
        replicas.doAssert();
        for (Shard shard : replicas.shards()) {
            assertThat(shard.replica().gate().inFlight())
                    .as("in flight when all was answered")
                    .isZero();
        }
        for (ImageState state : there.values()) {
            if (comesRound(state)) {
                assertThat(replicas.of(images.get(target(state)))
                                .replica()
                                .gate()
                                .isOpen())
                        .as("open when all went well")
                        .isFalse();
            }
        }
    }

    private static boolean comesRound(ImageState state) {
        return !state.suspended() && !(state.asks().get(0).cadence() instanceof Cadence.OnRequest);
    }

    private static String target(ImageState state) {
        return state.asks().get(0).target();
    }

    private void newBudget() {
        double twoTicks = policy.ratePerSecond() * 2 * Replica.TICK.toMillis() / 1e3;
        sent.onBudget(policy.ratePerSecond(), Math.max(policy.burst(), Replica.PARTITIONS + twoTicks));
    }

    private void pass(Duration tick, int ticks) {
        for (int i = 0; i < ticks; i++) {
            clock.advance(tick);
            replicas.after(tick);
        }
    }

    private void bind(int image, Sort sort) {
        ImageState old = there.get(image);
        Ask before = old == null ? null : old.asks().get(0);
        Ask ask = ask("i" + image, sort, before);
        state(image, old == null ? "uid" : old.uid(), false, old == null ? null : old.recheckRequestedAt(), ask);
    }

    private void change(int image, Step.Change.What what) {
        ImageState old = there.get(image);
        if (old != null) {
            Ask ask = old.asks().get(0);
            switch (what) {
                case ASKED_AGAIN -> state(image, old.uid(), old.suspended(), "at " + versions, ask);
                case MADE_ANEW -> state(image, "uid" + versions, old.suspended(), old.recheckRequestedAt(), ask);
                case SUSPENDED -> state(image, old.uid(), true, old.recheckRequestedAt(), ask);
            }
        }
    }

    /** It is wanted where it is asked about as it was not before: a new ask or object, or because somebody says so. */
    private void state(int image, String uid, boolean suspended, String recheck, Ask ask) {
        ImageState old = there.get(image);
        ImageState state = new ImageState(
                1,
                "test",
                Images.key("i" + image),
                uid,
                Integer.toString(++versions),
                1,
                suspended,
                recheck,
                List.of(ask),
                null);
        there.put(image, state);
        if (suspended) {
            isGone(image, ask);
        } else {
            told.onStated(state.key(), state.resourceVersion());
            if (old == null || !state.saysTheSameAs(old)) {
                sent.onWanted(ask.target());
            }
        }
        replicas.of(image).reads(TOPICS.images().name(), it -> it.image(state));
    }

    private void delete(int image) {
        ImageState old = there.remove(image);
        if (old != null) {
            isGone(image, old.asks().get(0));
            replicas.of(image).reads(TOPICS.images().name(), it -> it.gone(old.key()));
        }
    }

    private void isGone(int image, Ask ask) {
        told.onGone(Images.key("i" + image));
        sent.onGone(ask.target());
    }

    /** An ask that is stated again is the same, to the last bound; a later one is another even without its bound. */
    private Ask ask(String name, Sort sort, Ask old) {
        return switch (sort) {
            case SWEPT -> Images.sweep(name);
            case LOST -> Images.lost(name, TestClock.START);
            case ON_REQUEST -> Images.onRequest(name);
            case LATER ->
                old != null && old.notBefore() != null
                        ? old
                        : Images.notBefore(
                                Images.ask(Images.reference(name), new Cadence.OnRequest(), Lane.REQUESTED),
                                clock.instant().plusSeconds(30));
        };
    }

    private void request(int image, Duration later) {
        String target = Images.reference("i" + image);
        Instant now = clock.instant();
        if (there.containsKey(image) && !there.get(image).suspended()) {
            sent.onWanted(target);
        }
        ProbeRequest request = new ProbeRequest(
                1, "test", Partitioning.repositoryKey(target), null, Trigger.NOTIFICATION, now, now.plus(later));
        replicas.of(image).reads(TOPICS.probeRequests().name(), it -> it.request(request));
    }

    @Override
    public void close() {
        replicas.close();
    }
}
