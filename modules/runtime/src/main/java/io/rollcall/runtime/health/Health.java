package io.rollcall.runtime.health;

import static java.util.Objects.requireNonNull;

import io.rollcall.runtime.health.Condition.State;
import io.rollcall.runtime.log.LogKeys;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one service says about itself. A service is ready when it named conditions and each is OK or
 * DEGRADED, alive as long as none is DOWN, and has failed for good once it said so. Safe for use by
 * several threads; logs each change of state once, and each reason of what is DEGRADED.
 */
public final class Health {

    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private static final String SERVICE = "service";

    private final String service;
    private final Clock clock;
    private final Map<String, Condition> conditions = new ConcurrentSkipListMap<>();
    private final CompletableFuture<String> failure = new CompletableFuture<>();

    /** The health of a service that has no conditions yet: alive, not ready. */
    public Health(String service, Clock clock) {
        this.service = requireNonNull(service, "service is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** The service's name. */
    public String service() {
        return service;
    }

    /** The condition holds. */
    public void ok(String name) {
        set(name, State.OK, "");
    }

    /** The condition does not hold, and the service goes on without; {@code reason} names the fix. */
    public void degraded(String name, String reason) {
        set(name, State.DEGRADED, reason);
    }

    /** The condition does not hold; {@code reason} is one sentence that names the fix. */
    public void waiting(String name, String reason) {
        set(name, State.WAITING, reason);
    }

    /** The condition does not hold and trying on is of no use; {@code reason} names the fix. */
    public void down(String name, String reason) {
        set(name, State.DOWN, reason);
    }

    /** The service has been started; what it waits for are conditions of their own. */
    public void started() {
        ok(SERVICE);
    }

    /** The service was asked to stop. Not ready from now on, still alive. */
    public void stopping() {
        LOG.atInfo().addKeyValue(LogKeys.SERVICE, service).log("stopping");
        conditions.put(
                SERVICE,
                new Condition(SERVICE, State.WAITING, "the service is stopping; start it again.", clock.instant()));
    }

    /** Takes a condition back. */
    public void remove(String name) {
        conditions.remove(name);
    }

    /** The service cannot go on; only the first sentence counts. The process ends with exit code 1. */
    public void fail(String sentence) {
        if (failure.complete(requireNonNull(sentence, "sentence is null"))) {
            LOG.atError()
                    .addKeyValue(LogKeys.SERVICE, service)
                    .addKeyValue(LogKeys.REASON, sentence)
                    .log("service failed for good");
        }
    }

    /** Completes with the sentence of {@link #fail}; never completes exceptionally. */
    public CompletionStage<String> failure() {
        return failure.minimalCompletionStage();
    }

    /** Every condition, by name. */
    public List<Condition> conditions() {
        return List.copyOf(conditions.values());
    }

    /** The condition of this name, if it was ever set. */
    public Optional<Condition> condition(String name) {
        return Optional.ofNullable(conditions.get(name));
    }

    /** Whether there are conditions, every one is OK or DEGRADED, and the service has not failed. */
    public boolean ready() {
        return !failure.isDone()
                && !conditions.isEmpty()
                && conditions.values().stream().allMatch(it -> it.state() == State.OK || it.state() == State.DEGRADED);
    }

    /** Whether no condition is DOWN and the service has not failed. */
    public boolean alive() {
        return !failure.isDone() && conditions.values().stream().noneMatch(it -> it.state() == State.DOWN);
    }

    /** The failure, if the service has failed. */
    public Optional<String> failed() {
        return Optional.ofNullable(failure.getNow(null));
    }

    private void set(String name, State state, String reason) {
        conditions.compute(requireNonNull(name, "name is null"), (key, old) -> {
            boolean same = old != null && old.state() == state;
            if (same && (state != State.DEGRADED || old.reason().equals(reason))) {
                return new Condition(name, state, reason, old.since());
            }
            if (old != null || state != State.OK) {
                (state == State.OK ? LOG.atInfo() : LOG.atWarn())
                        .addKeyValue(LogKeys.SERVICE, service)
                        .addKeyValue(LogKeys.CONDITION, name)
                        .addKeyValue(LogKeys.STATE, state)
                        .addKeyValue(LogKeys.REASON, reason)
                        .log("condition changed");
            }
            return new Condition(name, state, reason, same ? old.since() : clock.instant());
        });
    }
}
