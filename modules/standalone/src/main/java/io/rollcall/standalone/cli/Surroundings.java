package io.rollcall.standalone.cli;

import static java.util.Objects.requireNonNull;

import io.rollcall.standalone.terminal.Terminal;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;

/**
 * What a command finds around it.
 *
 * @param environment the process's variables
 * @param out standard output: what was asked for
 * @param err standard error: what went wrong
 * @param clock the time, and the zone that times are shown in
 */
public record Surroundings(Map<String, String> environment, Terminal out, Terminal err, Clock clock) {

    /** Copies the environment. */
    public Surroundings {
        environment = Map.copyOf(environment);
        requireNonNull(out, "out is null");
        requireNonNull(err, "err is null");
        requireNonNull(clock, "clock is null");
    }

    /** This process's own. */
    public static Surroundings ofProcess() {
        Map<String, String> environment = System.getenv();
        return new Surroundings(
                environment,
                Terminal.standardOutput(environment),
                Terminal.standardError(),
                Clock.system(ZoneId.systemDefault()));
    }
}
