package io.rollcall.prober;

import io.rollcall.runtime.service.ServiceMain;

/** The prober in a process of its own. */
public final class ProberMain {
    private ProberMain() {}

    /** Runs until asked to stop; see {@link ServiceMain} for the exit codes. */
    public static void main(String[] args) {
        System.exit(ServiceMain.run(ProberService.NAME, "asks the registries", args, ProberService::new));
    }
}
