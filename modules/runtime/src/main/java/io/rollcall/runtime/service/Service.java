package io.rollcall.runtime.service;

import io.rollcall.runtime.health.Health;
import java.time.Duration;

/**
 * One of Rollcall's services. Made once, started once, stopped once; tells how it is through the
 * {@link Health} of its {@link ServiceContext}.
 */
public interface Service {

    /**
     * Begins to work and returns without waiting for anything outside the process: what cannot be
     * reached is a waiting condition, tried again in the background.
     */
    void start();

    /**
     * Finishes what is in flight, commits, leaves its groups and frees everything. Returns when done,
     * at the latest after {@code within}. May be called without a start, and again.
     */
    void stop(Duration within);
}
