package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.image.Depth;
import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.probe.HttpEvidence;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.prober.registry.Answer;
import io.rollcall.prober.registry.Quota;
import io.rollcall.prober.registry.RegistryClient;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/** A registry that answers when it is told to, or at once. Every probe is seen by the guarantees. */
public final class FakeRegistry implements RegistryClient {
    public static final Verdict PRESENT = new Verdict.Present("sha256:" + "a".repeat(64));
    public static final Verdict ABSENT = new Verdict.Absent("MANIFEST_UNKNOWN");
    public static final Verdict REFUSED = new Verdict.Inconclusive(Reason.CONNECTION_REFUSED);

    private final Clock clock;
    private final List<ProbingGuarantee> guarantees;
    private final Deque<Call> waiting = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private volatile Verdict otherwise = PRESENT;
    private volatile boolean answersAtOnce = true;
    private volatile int requests = 1;
    private volatile Quota left;

    private record Call(String target, Instant startedAt, CompletableFuture<Answer> answer) {}

    public FakeRegistry(Clock clock, ProbingGuarantee... guarantees) {
        this.clock = requireNonNull(clock, "clock is null");
        this.guarantees = List.of(guarantees);
    }

    /** From now on it says this of everything. */
    public FakeRegistry says(Verdict verdict) {
        otherwise = verdict;
        return this;
    }

    /** From now on each answer takes so many requests. */
    public FakeRegistry takes(int many) {
        requests = many;
        return this;
    }

    /** From now on it says that this is what it has left; null for nothing. */
    public FakeRegistry hasLeft(Quota quota) {
        left = quota;
        return this;
    }

    /** From now on it answers at once. */
    public FakeRegistry answers() {
        answersAtOnce = true;
        answerAll();
        return this;
    }

    /** From now on it is silent until {@link #answerAll}. */
    public FakeRegistry holds() {
        answersAtOnce = false;
        return this;
    }

    @Override
    public synchronized CompletableFuture<Answer> probe(ImageReference reference, Depth depth) {
        Call call = new Call(reference.canonical(), clock.instant(), new CompletableFuture<>());
        guarantees.forEach(it -> it.onSent(call.target(), call.startedAt()));
        asked.add(call.target());
        waiting.add(call);
        if (answersAtOnce) {
            answerAll();
        }
        return call.answer();
    }

    /** Answers everything that is held. */
    public synchronized void answerAll() {
        answer(waiting.size());
    }

    /** Answers so many of those that are held, in order. */
    public synchronized void answer(int most) {
        for (int i = 0; i < most && !waiting.isEmpty(); i++) {
            Call call = waiting.poll();
            Verdict verdict = otherwise;
            guarantees.forEach(it -> it.onAnswered(call.target(), clock.instant()));
            call.answer()
                    .complete(new Answer(
                            verdict,
                            new HttpEvidence(verdict instanceof Verdict.Present ? 200 : 404, null, null, null, null),
                            call.startedAt(),
                            clock.instant(),
                            requests,
                            Optional.ofNullable(left)));
        }
    }

    /** Breaks its promise to the first of those that are held: that one gets no answer. */
    public synchronized void breakPromise() {
        Call call = waiting.poll();
        if (call != null) {
            guarantees.forEach(it -> it.onAnswered(call.target(), clock.instant()));
            call.answer().completeExceptionally(new TimeoutException("no answer ever came"));
        }
    }

    /** @return every target it was asked about, in order */
    public synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    public synchronized int held() {
        return waiting.size();
    }

    @Override
    public void close() {
        answerAll();
    }
}
