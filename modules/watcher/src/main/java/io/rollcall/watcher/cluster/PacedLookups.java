package io.rollcall.watcher.cluster;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.watcher.log.Lookups;
import io.rollcall.watcher.rule.Answer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** GETs at a bounded rate, a few at a time. Each is answered, but for those that wait when this is closed. */
final class PacedLookups implements Lookups, AutoCloseable {
    /** GETs at once. */
    static final int THREADS = 4;

    private final BiFunction<ResourceKind, ImageKey, Answer> reader;
    private final Map<String, ResourceKind> kinds;
    private final long gapNanos;
    private final MeterRegistry meters;
    private final ScheduledExecutorService executor;
    private long next = System.nanoTime();

    /** @param perSecond GETs that may begin in a second, 1 or more */
    PacedLookups(
            BiFunction<ResourceKind, ImageKey, Answer> reader,
            Selection selection,
            int perSecond,
            MeterRegistry meters) {
        this.reader = requireNonNull(reader, "reader is null");
        this.kinds = selection.kinds().stream().collect(Collectors.toMap(ResourceKind::crd, Function.identity()));
        this.gapNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.meters = requireNonNull(meters, "meters is null");
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(THREADS, task -> {
            Thread thread = new Thread(task, "watcher-lookup");
            thread.setDaemon(true);
            return thread;
        });
        pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.executor = pool;
    }

    @Override
    public void ask(ImageKey key, Consumer<Answer> then) {
        try {
            ScheduledFuture<?> unused = executor.schedule(() -> then.accept(read(key)), slot(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            then.accept(new Answer.Failed("the watcher is stopping"));
        }
    }

    /** Nanoseconds until the next GET may begin. */
    private synchronized long slot() {
        long now = System.nanoTime();
        next = Math.max(next + gapNanos, now);
        return next - now;
    }

    private Answer read(ImageKey key) {
        ResourceKind kind = kinds.get(key.kind());
        Answer answer = answer(kind, key);
        Counter.builder("rollcall.image.gets")
                .description("GETs of single images, by what came of them")
                .tag("kind", kind.kind())
                .tag("answer", answer.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .register(meters)
                .increment();
        return answer;
    }

    /** An answer that never came would hold its key for ever. */
    private Answer answer(ResourceKind kind, ImageKey key) {
        try {
            return reader.apply(kind, key);
        } catch (RuntimeException e) {
            return new Answer.Failed(e.toString());
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
