package io.rollcall.watcher;

import io.rollcall.runtime.service.ServiceMain;

/** The watcher in a process of its own. */
public final class WatcherMain {
    private WatcherMain() {}

    /** Runs until it is asked to stop; exits with 2 where the configuration is wrong. */
    public static void main(String[] args) {
        System.exit(ServiceMain.run("watcher", "publishes image state", args, WatcherService::new));
    }
}
