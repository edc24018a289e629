package io.rollcall.standalone;

import io.rollcall.runtime.service.Version;
import io.rollcall.standalone.cli.ExitCode;
import io.rollcall.standalone.cli.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints the version of Rollcall and of what it runs on. */
@Command(name = "version", description = "Print the version.")
final class VersionCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    VersionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        surroundings
                .out()
                .line("rollcall %s (Java %s, %s %s)"
                        .formatted(
                                Version.current(),
                                Runtime.version(),
                                System.getProperty("os.name"),
                                System.getProperty("os.arch")));
        return ExitCode.OK;
    }
}
