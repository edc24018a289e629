package io.rollcall.prober.registry;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.image.Depth;
import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.Reason;
import io.rollcall.prober.registry.VerdictTable.Ruling;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.runtime.log.LogKeys;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one registry over HTTP. A probe is a HEAD, then a GET where only a body can tell; a connection that was kept and
 * turns out to be dead is replaced once for each of them. Requests are sent by a thread of their own, because a name is
 * looked up on the way; a timer, not the network, ends a probe that takes too long.
 */
final class HttpRegistryClient implements RegistryClient {
    private static final Logger LOG = LoggerFactory.getLogger(HttpRegistryClient.class);

    private final String registry;
    private final ProbePolicy policy;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final Transport transport;
    private final ExecutorService sender;
    private final Set<Probe> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Asks nothing for as long as the registry's ca or docker config is of no use; they are read again when they change.
     *
     * @param timer shared; stays open
     */
    HttpRegistryClient(RegistryConfig registry, ProbePolicy policy, Clock clock, ScheduledExecutorService timer) {
        this.registry = registry.host().toLowerCase(Locale.ROOT);
        this.policy = requireNonNull(policy, "policy is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.timer = requireNonNull(timer, "timer is null");
        this.transport = new Transport(registry, policy, clock);
        this.sender = Executors.newSingleThreadExecutor(Threads.daemons("rollcall-ask-" + this.registry));
    }

    @Override
    public CompletableFuture<Answer> probe(ImageReference reference, Depth depth) {
        Probe probe = new Probe(requireNonNull(reference, "reference is null"));
        if (!reference.registry().equals(registry)) {
            probe.end(Ruling.inconclusive(Reason.NOT_ALLOWED, null, null));
            return probe.answer;
        }
        probe.start();
        return probe.answer;
    }

    @Override
    public List<String> troubles() {
        return transport.troubles();
    }

    @Override
    public void close() {
        closed = true;
        sender.shutdownNow();
        running.forEach(Probe::endAsClosed);
        transport.close();
    }

    /** One probe on its way. Ends once; what comes later is dropped. */
    private final class Probe {
        private final ImageReference reference;
        private final Instant startedAt = clock.instant();
        private final CompletableFuture<Answer> answer = new CompletableFuture<>();
        private volatile Reply head;
        private volatile CompletableFuture<Outcome> exchange = new CompletableFuture<>();

        Probe(ImageReference reference) {
            this.reference = reference;
        }

        // in this order, so that a close in between ends it too
        void start() {
            running.add(this);
            if (closed) {
                endAsClosed();
            }
            try {
                limit();
                send("HEAD", true);
            } catch (RejectedExecutionException e) {
                endAsClosed();
            }
        }

        private void limit() {
            long millis = policy.totalTimeout().toMillis();
            ScheduledFuture<?> limit = timer.schedule(
                    () -> end(Ruling.inconclusive(Reason.TIMEOUT, head, "no verdict within " + millis + " ms")),
                    millis,
                    TimeUnit.MILLISECONDS);
            var unused = answer.whenComplete((done, error) -> {
                limit.cancel(false);
                running.remove(this);
                exchange.cancel(true);
            });
        }

        private void send(String method, boolean mayRepeat) {
            try {
                sender.execute(() -> sendNow(method, mayRepeat));
            } catch (RejectedExecutionException e) {
                endAsClosed();
            }
        }

        private void sendNow(String method, boolean mayRepeat) {
            if (answer.isDone()) {
                return;
            }
            try {
                exchange = transport.send(method, reference);
            } catch (RuntimeException e) {
                LOG.atWarn()
                        .addKeyValue(LogKeys.REGISTRY, registry)
                        .addKeyValue(LogKeys.ERROR, e.toString())
                        .log("a request could not be sent");
                end(Failures.ruling(head, e, false));
                return;
            }
            var unused = exchange.thenAccept(outcome -> take(method, outcome, mayRepeat));
            if (answer.isDone()) {
                exchange.cancel(true);
            }
        }

        private void take(String method, Outcome outcome, boolean mayRepeat) {
            if (outcome instanceof Outcome.Replied replied) {
                take(replied.reply());
            } else if (outcome instanceof Outcome.Failed failed && failed.stale() && mayRepeat) {
                transport.dropIdle();
                send(method, false);
            } else if (outcome instanceof Outcome.NotSent notSent) {
                end(Ruling.inconclusive(notSent.reason(), head, notSent.why()));
            } else if (outcome instanceof Outcome.Failed failed) {
                end(Failures.ruling(head, failed.error(), failed.connected()));
            }
        }

        private void take(Reply reply) {
            if (head != null) {
                end(VerdictTable.judge(reference, head, reply, clock.instant()));
            } else if (VerdictTable.needsConfirmation(reply)) {
                head = reply;
                send("GET", true);
            } else {
                end(VerdictTable.judge(reference, reply, clock.instant()));
            }
        }

        void endAsClosed() {
            end(Ruling.inconclusive(Reason.UNREACHABLE, head, "the client was closed"));
        }

        void end(Ruling ruling) {
            answer.complete(new Answer(ruling.verdict(), ruling.evidence(), startedAt, clock.instant()));
        }
    }
}
