package io.rollcall.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.standalone.cli.Surroundings;
import io.rollcall.standalone.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * One command that ran in this JVM, and what a person would have seen.
 *
 * @param exitCode what the process would have exited with
 */
public record CommandRun(int exitCode, String out, String err) {

    /** Runs it with nothing in the environment. */
    public static CommandRun of(String... args) {
        return with(Map.of(), args);
    }

    /** Runs it with these variables. */
    public static CommandRun with(Map<String, String> environment, String... args) {
        return run(environment, Clock.system(ZoneOffset.UTC), args);
    }

    /** Runs it as if it were another time. */
    public static CommandRun at(Clock clock, String... args) {
        return run(Map.of(), clock, args);
    }

    private static CommandRun run(Map<String, String> environment, Clock clock, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                environment,
                new Terminal(new PrintStream(out, true, UTF_8), false),
                new Terminal(new PrintStream(err, true, UTF_8), false),
                clock);
        int exitCode = RollcallCommand.commandLine(surroundings).execute(args);
        return new CommandRun(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    }
}
