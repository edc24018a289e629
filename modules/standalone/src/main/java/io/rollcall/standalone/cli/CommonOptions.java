package io.rollcall.standalone.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that every command has. */
public final class CommonOptions {

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Tell more: stack traces, and the log on standard error.")
    boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    boolean help;

    /** Whether stack traces are wanted. */
    public boolean debug() {
        return debug;
    }
}
