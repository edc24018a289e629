package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.transition.Cause;
import io.rollcall.runtime.log.LogKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A batch being settled, concurrently across images. Partitions that are taken away meanwhile drop out of it: their next
 * owner settles them anew.
 */
final class BatchWork {
    private static final Logger LOG = LoggerFactory.getLogger(BatchWork.class);

    private final Batch batch;
    private final Settler settler;
    private final CountDownLatch running;
    private final Object monitor = new Object();
    private final Map<Cause, Settlement> settled = new HashMap<>();
    private final Map<Cause, Unreadable> failed = new HashMap<>();
    private final Set<TopicPartition> dropped = new HashSet<>();
    private boolean stopped;

    private BatchWork(Batch batch, Settler settler) {
        this.batch = requireNonNull(batch, "batch is null");
        this.settler = requireNonNull(settler, "settler is null");
        this.running = new CountDownLatch(batch.candidates().size());
    }

    static BatchWork start(Batch batch, Settler settler, Executor pool) {
        BatchWork work = new BatchWork(batch, settler);
        batch.candidates().values().forEach(candidate -> pool.execute(() -> work.settle(candidate)));
        return work;
    }

    /** What a batch came to: all of it is settled. */
    record Result(
            List<Settlement> settlements, List<Unreadable> unreadable, Map<TopicPartition, OffsetAndMetadata> next) {}

    /** @return whether all work has ended; without waiting longer than that */
    boolean await(Duration time) throws InterruptedException {
        return running.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** These partitions are another's now. */
    void drop(Collection<TopicPartition> partitions) {
        synchronized (monitor) {
            dropped.addAll(partitions);
            monitor.notifyAll();
        }
    }

    /** What waits is given up; calls under way end by themselves. */
    void stop() {
        synchronized (monitor) {
            stopped = true;
            monitor.notifyAll();
        }
    }

    /** @return empty where something of a partition that is still ours is not settled: then nothing may be committed */
    Optional<Result> result() {
        synchronized (monitor) {
            List<Cause> ours = batch.candidates().values().stream()
                    .filter(candidate -> !dropped.contains(partition(candidate)))
                    .map(Candidate::cause)
                    .toList();
            if (!ours.stream().allMatch(cause -> settled.containsKey(cause) || failed.containsKey(cause))) {
                return Optional.empty();
            }
            List<Settlement> settlements =
                    ours.stream().map(settled::get).filter(Objects::nonNull).toList();
            List<Unreadable> unreadable = new ArrayList<>(
                    ours.stream().map(failed::get).filter(Objects::nonNull).toList());
            batch.unreadable().stream()
                    .filter(it -> !dropped.contains(
                            new TopicPartition(it.source().topic(), it.source().partition())))
                    .forEach(unreadable::add);
            Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(batch.next());
            next.keySet().removeAll(dropped);
            return Optional.of(new Result(settlements, unreadable, next));
        }
    }

    private void settle(Candidate candidate) {
        try {
            if (isUnwanted(candidate)) {
                return;
            }
            Optional<Settlement> settlement = settler.settle(candidate, time -> pause(candidate, time));
            synchronized (monitor) {
                settlement.ifPresent(it -> settled.put(candidate.cause(), it));
            }
        } catch (RuntimeException e) {
            // A kind's rules are foreign code: their mistake costs one record, not the service.
            LOG.atError()
                    .addKeyValue(LogKeys.IMAGE, candidate.result().key())
                    .setCause(e)
                    .log("settling failed");
            synchronized (monitor) {
                failed.put(candidate.cause(), new Unreadable(candidate.source(), "settling failed: " + e));
            }
        } finally {
            running.countDown();
        }
    }

    private boolean pause(Candidate candidate, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        synchronized (monitor) {
            for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
                if (isUnwanted(candidate)) {
                    return false;
                }
                try {
                    TimeUnit.NANOSECONDS.timedWait(monitor, left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return !isUnwanted(candidate);
        }
    }

    private boolean isUnwanted(Candidate candidate) {
        synchronized (monitor) {
            return stopped || dropped.contains(partition(candidate));
        }
    }

    private static TopicPartition partition(Candidate candidate) {
        return new TopicPartition(candidate.source().topic(), candidate.source().partition());
    }
}
