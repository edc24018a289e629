package io.rollcall.statuswriter;

import io.rollcall.runtime.service.ServiceMain;

/** The status-writer in a process of its own. */
public final class StatusWriterMain {
    private StatusWriterMain() {}

    /** Runs until asked to stop; see {@link ServiceMain} for the exit codes. */
    public static void main(String[] args) {
        System.exit(ServiceMain.run(
                StatusWriterService.NAME,
                "writes phases, conditions and Events, and tells transitions and alerts",
                args,
                StatusWriterService::create));
    }
}
