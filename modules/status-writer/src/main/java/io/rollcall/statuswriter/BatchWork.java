package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.transition.Cause;
import io.rollcall.runtime.log.LogKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A batch being settled, concurrently across images. */
final class BatchWork {
    private static final Logger LOG = LoggerFactory.getLogger(BatchWork.class);

    private final Batch batch;
    private final Crew crew;
    private final long began = System.nanoTime();
    private final Map<Cause, Settlement> settled = new HashMap<>();
    private final Map<Cause, Unreadable> failed = new HashMap<>();
    private int passing;
    private int ended;
    private boolean abandoned;

    private BatchWork(Batch batch, Crew crew) {
        this.batch = requireNonNull(batch, "batch is null");
        this.crew = requireNonNull(crew, "crew is null");
    }

    static BatchWork start(Batch batch, Settler settler, Crew crew) {
        BatchWork work = new BatchWork(batch, crew);
        batch.candidates().values().forEach(candidate -> {
            Attempt attempt = settler.begin(candidate);
            crew.begin(() -> work.pass(candidate, attempt));
        });
        return work;
    }

    Batch batch() {
        return batch;
    }

    /** How long ago it began. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Whether nothing of it will be worked at any more. */
    synchronized boolean isOver() {
        return passing == 0 && (abandoned || ended == batch.candidates().size());
    }

    /** What waits is given up; calls under way end by themselves. */
    synchronized void abandon() {
        abandoned = true;
    }

    /** Returns once it is over, and not later than after that time. */
    synchronized void await(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); !isOver() && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** What all of it came to, in order. */
    record Result(List<Settlement> settlements, List<Unreadable> unreadable) {}

    /** @return empty where something is not settled: then nothing of it may be committed */
    synchronized Optional<Result> result() {
        List<Cause> all =
                batch.candidates().values().stream().map(Candidate::cause).toList();
        if (!all.stream().allMatch(cause -> settled.containsKey(cause) || failed.containsKey(cause))) {
            return Optional.empty();
        }
        List<Unreadable> unreadable = new ArrayList<>(
                all.stream().map(failed::get).filter(Objects::nonNull).toList());
        unreadable.addAll(batch.unreadable());
        return Optional.of(new Result(
                all.stream().map(settled::get).filter(Objects::nonNull).toList(), unreadable));
    }

    private void pass(Candidate candidate, Attempt attempt) {
        synchronized (this) {
            if (abandoned) {
                return;
            }
            passing++;
        }
        Optional<Attempt.Again> again = Optional.empty();
        try {
            again = attempt.pass();
            if (again.isEmpty()) {
                settled(candidate, attempt.settlement());
            }
        } catch (RuntimeException e) {
            failed(candidate, e);
        } finally {
            passed(again.isEmpty());
        }
        if (again.isEmpty() || !again.get().everybodys()) {
            crew.goOn();
        } else {
            crew.rest();
        }
        again.ifPresent(it -> crew.again(() -> pass(candidate, attempt), it.after()));
    }

    private synchronized void settled(Candidate candidate, Settlement settlement) {
        settled.put(candidate.cause(), settlement);
    }

    /** A kind's rules are foreign code: their mistake costs one record, not the service. */
    private synchronized void failed(Candidate candidate, RuntimeException e) {
        LOG.atError()
                .addKeyValue(LogKeys.IMAGE, candidate.result().key())
                .setCause(e)
                .log("settling failed");
        failed.put(candidate.cause(), new Unreadable(candidate.source(), "settling failed: " + e));
    }

    private synchronized void passed(boolean last) {
        passing--;
        ended += last ? 1 : 0;
        notifyAll();
    }
}
