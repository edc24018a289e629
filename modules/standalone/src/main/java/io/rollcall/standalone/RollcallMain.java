package io.rollcall.standalone;

import io.rollcall.standalone.cli.Surroundings;

/** The process behind {@code ./rollcall}. */
public final class RollcallMain {

    private RollcallMain() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        LogSetup.prepare(args, System.getenv());
        System.exit(RollcallCommand.commandLine(Surroundings.ofProcess()).execute(args));
    }
}
