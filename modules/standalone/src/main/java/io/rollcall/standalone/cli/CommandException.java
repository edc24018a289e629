package io.rollcall.standalone.cli;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A command cannot go on. Each sentence says what is wrong and what to do. */
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final transient List<String> sentences;

    private CommandException(int exitCode, List<String> sentences, Throwable cause) {
        super(String.join("\n", sentences), cause);
        this.exitCode = exitCode;
        this.sentences = List.copyOf(sentences);
    }

    /** It did not work. */
    public static CommandException failed(String sentence) {
        return new CommandException(ExitCode.FAILED, List.of(sentence), null);
    }

    /** It did not work, because of this. */
    public static CommandException failed(String sentence, Throwable cause) {
        return new CommandException(ExitCode.FAILED, List.of(sentence), requireNonNull(cause, "cause is null"));
    }

    /** The command line or the configuration is wrong. */
    public static CommandException usage(String... sentences) {
        return usage(List.of(sentences));
    }

    /** The command line or the configuration is wrong, in all these ways. */
    public static CommandException usage(List<String> sentences) {
        return new CommandException(ExitCode.USAGE, sentences, null);
    }

    /** What the process is to exit with. */
    public int exitCode() {
        return exitCode;
    }

    /** What to print, a line each. */
    public List<String> sentences() {
        return sentences;
    }
}
