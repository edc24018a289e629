package io.rollcall.standalone.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process of our own, which ends with this one at the latest. */
final class ChildProcess implements AutoCloseable {

    private final Process process;
    private final Thread hook;
    private final Duration stopsWithin;

    private ChildProcess(Process process, Thread hook, Duration stopsWithin) {
        this.process = process;
        this.hook = hook;
        this.stopsWithin = stopsWithin;
    }

    /** @param stopsWithin what it may take for an orderly end */
    static ChildProcess start(ProcessBuilder how, Duration stopsWithin) throws IOException {
        Process process = how.start();
        Thread hook = new Thread(process::destroyForcibly, "child-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        return new ChildProcess(process, hook, stopsWithin);
    }

    Process process() {
        return process;
    }

    /** Asks it to end, and makes it if it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(stopsWithin.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            process.destroyForcibly(); // the JVM is ending, and runs the hook itself
        }
    }
}
