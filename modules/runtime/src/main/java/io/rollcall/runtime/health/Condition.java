package io.rollcall.runtime.health;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One named thing that a service depends on.
 *
 * @param name what it is, such as {@code kafka}
 * @param state how it is
 * @param reason one sentence; where the state is not {@code OK} it names the fix
 * @param since when it came into this state
 */
public record Condition(String name, State state, String reason, Instant since) {

    /** How something is. */
    public enum State {
        /** As it should be. */
        OK,
        /** Not as it should be, and a person should act; the service goes on as far as it can. Ready, and alive. */
        DEGRADED,
        /** Not yet, or not at present; the service keeps trying. Not ready, but alive. */
        WAITING,
        /** Beyond what the service can repair by trying; a restart may help. Neither ready nor alive. */
        DOWN
    }

    /** Refuses nulls. */
    public Condition {
        requireNonNull(name, "name is null");
        requireNonNull(state, "state is null");
        requireNonNull(reason, "reason is null");
        requireNonNull(since, "since is null");
    }
}
