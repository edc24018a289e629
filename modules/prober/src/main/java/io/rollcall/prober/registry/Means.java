package io.rollcall.prober.registry;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What a registry's client works with.
 *
 * @param timer ends what takes too long; shared by all clients
 * @param sender sends, which may block while a host name is looked up; refuses once the client is closed
 */
record Means(Clock clock, ScheduledExecutorService timer, Executor sender) {
    Means {
        requireNonNull(clock, "clock is null");
        requireNonNull(timer, "timer is null");
        requireNonNull(sender, "sender is null");
    }
}
