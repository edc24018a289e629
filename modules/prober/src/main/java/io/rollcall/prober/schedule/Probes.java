package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.image.Depth;
import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.probe.BreakerState;
import io.rollcall.contract.probe.HttpEvidence;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.prober.registry.Answer;
import io.rollcall.prober.registry.RegistryClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one owner of a task has in flight. INVARIANT: at most one probe for each target; an answer is taken in once, by the
 * owner that sent it, or never. Other threads than the owner's
 * touch {@link #done} and {@link #recalled} alone.
 */
final class Probes implements AutoCloseable {
    /** How much later than the policy's longest time an answer is given up. */
    static final Duration GRACE = Duration.ofSeconds(5);

    private final String epoch;
    private final Clock clock;
    private final Map<String, Attempt> inFlight = new HashMap<>();
    private final Map<String, Instant> startedBefore = new HashMap<>();
    private final Queue<Completion> done = new ConcurrentLinkedQueue<>();
    private final Queue<String> recalled = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;
    private long counter;

    /**
     * Which probe it is.
     *
     * @param breaker when it was sent
     */
    record Attempt(String id, Due due, BreakerState breaker, String policyVersion) {}

    /** A probe that was answered. */
    record Completion(String target, Attempt attempt, Answer answer) {}

    Probes(String epoch, Clock clock) {
        this.epoch = requireNonNull(epoch, "epoch is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    boolean isInFlight(String target) {
        return inFlight.containsKey(target);
    }

    /** Sends a probe. The permit is given back when it is answered, even if nobody takes in the answer any more. */
    void send(TargetKey target, Due due, RegistryGate gate, Permit permit) {
        ImageReference image = target.image().orElseThrow();
        send(target, image, begin(target.text(), due, permit.breaker(), gate.policyVersion()), gate, permit);
    }

    /** Sends a probe when there is room; until then it counts as in flight here, though nothing is out. */
    void lineUp(TargetKey target, Due due, RegistryGate gate, AtomicInteger lined) {
        ImageReference image = target.image().orElseThrow();
        Attempt attempt = begin(target.text(), due, BreakerState.CLOSED, gate.policyVersion());
        lined.incrementAndGet();
        gate.line().add(new Line.Waiting() {
            @Override
            public void send(Permit permit) {
                lined.decrementAndGet();
                if (closed) {
                    permit.unused();
                } else {
                    Probes.this.send(target, image, attempt, gate, permit);
                }
            }

            @Override
            public void recall() {
                lined.decrementAndGet();
                recalled.add(target.text());
            }
        });
    }

    /** @return the next one that was lined up and is not to be sent now: it is in flight no more */
    Optional<String> nextRecalled() {
        Optional<String> target = Optional.ofNullable(recalled.poll());
        target.ifPresent(it -> {
            inFlight.remove(it);
            startedBefore.remove(it);
        });
        return target;
    }

    private void send(TargetKey target, ImageReference image, Attempt attempt, RegistryGate gate, Permit permit) {
        Instant sentAt = clock.instant();
        Duration patience = gate.client().longest(target.depth(), gate.policy()).plus(GRACE);
        var unused = ask(gate.client(), image, target.depth())
                .copy()
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(e -> failed(e, sentAt))
                .thenAccept(answer -> {
                    permit.giveBack(answer);
                    complete(new Completion(target.text(), attempt, answer));
                });
    }

    /** Answers for a target that must not be sent. */
    void refuse(TargetKey target, Due due, Reason reason, String policyVersion) {
        complete(unsent(target.text(), begin(target.text(), due, BreakerState.CLOSED, policyVersion), reason));
    }

    /** @return what those who ask are told while the target waits because the breaker is open; nothing was observed */
    Completion waits(String target, Due due, String policyVersion) {
        return unsent(target, new Attempt(nextId(), due, BreakerState.OPEN, policyVersion), Reason.CIRCUIT_OPEN);
    }

    /** @return the next answer to a probe that is in flight here, which then no longer is */
    Optional<Completion> next() {
        Completion completion = done.poll();
        while (completion != null && !inFlight.remove(completion.target(), completion.attempt())) {
            completion = done.poll();
        }
        return Optional.ofNullable(completion).map(this::asStarted);
    }

    /** The clock went back to {@code now}: what is in flight started before whatever is wanted from now on. */
    void clockWentBack(Instant now) {
        inFlight.keySet().forEach(target -> startedBefore.merge(target, now, Instants::earlier));
    }

    private Completion asStarted(Completion completion) {
        Instant bound = startedBefore.remove(completion.target());
        return bound == null
                ? completion
                : new Completion(
                        completion.target(),
                        completion.attempt(),
                        completion.answer().startedBefore(bound));
    }

    private Attempt begin(String target, Due due, BreakerState breaker, String policyVersion) {
        Attempt attempt = new Attempt(nextId(), due, breaker, policyVersion);
        if (inFlight.putIfAbsent(target, attempt) != null) {
            throw new IllegalStateException("already in flight: " + target);
        }
        return attempt;
    }

    private String nextId() {
        return epoch + "-" + ++counter;
    }

    private Completion unsent(String target, Attempt attempt, Reason reason) {
        Instant now = clock.instant();
        Verdict verdict = new Verdict.Inconclusive(reason);
        return new Completion(
                target,
                attempt,
                new Answer(verdict, HttpEvidence.none(reason.inWords()), now, now, 0, Optional.empty()));
    }

    private void complete(Completion completion) {
        done.add(completion);
    }

    private static CompletableFuture<Answer> ask(RegistryClient client, ImageReference image, Depth depth) {
        try {
            return client.probe(image, depth);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** A client that breaks its promise must not cost a permit or keep a target from being asked again. */
    private Answer failed(Throwable e, Instant sentAt) {
        Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        Reason reason = cause instanceof TimeoutException ? Reason.TIMEOUT : Reason.UNREACHABLE;
        return new Answer(
                new Verdict.Inconclusive(reason),
                HttpEvidence.none(
                        "the client gave no answer: " + cause.getClass().getSimpleName()),
                sentAt,
                clock.instant());
    }

    /** Whatever is in flight stays due for the next owner; its answer is not to any attempt of this one any more. */
    @Override
    public void close() {
        closed = true;
        recalled.clear();
        done.clear();
        inFlight.clear();
        startedBefore.clear();
    }
}
