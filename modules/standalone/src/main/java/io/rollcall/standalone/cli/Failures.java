package io.rollcall.standalone.cli;

import static java.util.Objects.requireNonNull;

import io.rollcall.standalone.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells a failure in a sentence, and with {@code --debug} where it came from. */
public final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

    private final Terminal err;
    private final CommonOptions options;

    /** Tells them there. */
    public Failures(Terminal err, CommonOptions options) {
        this.err = requireNonNull(err, "err is null");
        this.options = requireNonNull(options, "options is null");
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        String what = failure.getMessage().replaceFirst("\\.$", "").replaceAll("\\R\\s*", " ");
        if (failure instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String first = unmatched.getUnmatched().get(0);
            what = first.startsWith("-")
                    ? first + " is not an option of " + name
                    : first + " is not " + (command.getSubcommands().isEmpty() ? "expected here" : "a command");
            what += unmatched.getSuggestions().stream()
                    .findFirst()
                    .map(near -> ", did you mean " + near + "?")
                    .orElse("");
        }
        if (failure instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()
                && !missing.getMissing().get(0).isOption()) {
            what = missing.getMissing().get(0).paramLabel() + " is missing";
        }
        err.line("rollcall: %s; see %s --help.".formatted(what, name));
        trace(failure);
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof CommandException told) {
            told.sentences().forEach(sentence -> err.line("rollcall: " + sentence));
            trace(failure);
            return told.exitCode();
        }
        err.line("rollcall: this is a mistake in Rollcall itself (%s); please report it with the output of --debug."
                .formatted(failure));
        trace(failure);
        return ExitCode.FAILED;
    }

    private void trace(Exception failure) {
        if (options.debug()) {
            failure.printStackTrace(err.stream());
        }
    }
}
