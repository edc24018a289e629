package io.rollcall.standalone.cli;

/** Exit codes. One that a signal ends has 128 and the signal's number: 130 after Ctrl-C, 143 after SIGTERM. */
public final class ExitCode {

    /** Done; of {@code check}: present. */
    public static final int OK = 0;
    /** It did not work; of {@code check}: absent. */
    public static final int FAILED = 1;
    /** The command line or the configuration is wrong. */
    public static final int USAGE = 2;
    /** Of {@code check}: nothing is known. */
    public static final int INCONCLUSIVE = 3;

    private ExitCode() {}
}
