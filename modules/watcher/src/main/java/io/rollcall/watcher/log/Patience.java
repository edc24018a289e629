package io.rollcall.watcher.log;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.policy.Backoff;
import java.time.Duration;

/**
 * How long things may take.
 *
 * @param behind how long an informer may be behind the log before a GET is sent
 * @param unseen when an object that the API server has and the informer has not is asked for again
 * @param others the same where the informer may lack it on purpose: later and later, since it most likely is another's
 * @param retries between failed sends, and between failed GETs, of one key
 */
record Patience(Duration behind, Duration unseen, Backoff others, Backoff retries) {
    Patience {
        requireNonNull(behind, "behind is null");
        requireNonNull(unseen, "unseen is null");
        requireNonNull(others, "others is null");
        requireNonNull(retries, "retries is null");
    }

    static Patience defaults() {
        return new Patience(
                Duration.ofSeconds(30),
                Duration.ofMinutes(10),
                new Backoff(Duration.ofMinutes(30), Duration.ofDays(1)),
                new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1)));
    }
}
