package io.rollcall.sandbox;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process that ends with this JVM, if not sooner, and takes every signal. Safe for use by several threads. */
public final class ChildProcess implements AutoCloseable {

    private static final Duration STOPS_WITHIN = Duration.ofSeconds(3);

    private final String name;
    private final Process process;
    private final Thread hook;

    private ChildProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.hook = new Thread(process::destroyForcibly, name + "-stop");
    }

    /**
     * Starts it.
     *
     * @param name in messages
     * @throws SandboxException if this JVM is ending
     */
    public static ChildProcess start(String name, ProcessBuilder line) throws IOException {
        ChildProcess child = new ChildProcess(requireNonNull(name, "name is null"), line.start());
        try {
            Runtime.getRuntime().addShutdownHook(child.hook);
        } catch (IllegalStateException e) {
            child.process.destroyForcibly();
            throw new SandboxException("This process is ending: start %s from another.".formatted(name), e);
        }
        return child;
    }

    /** What it prints. */
    public InputStream output() {
        return process.getInputStream();
    }

    /** Whether it still runs, or stands still. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGSTOP: it stands still in its tracks, and hears nothing but SIGKILL. */
    public void pause() {
        signal("STOP");
    }

    /** SIGCONT: it goes on as if nothing had been. */
    public void resume() {
        signal("CONT");
    }

    // the JDK itself knows only TERM and KILL
    private void signal(String signal) {
        try {
            int status = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new SandboxException("%s took no SIG%s: check that it runs.".formatted(name, signal));
            }
        } catch (IOException e) {
            throw new SandboxException("No shell can be run to signal %s: install one.".formatted(name), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("Signalling %s was interrupted: try again.".formatted(name), e);
        }
    }

    /** SIGKILL, and waits until it is gone: nothing of it ran after this returns. */
    public void kill() {
        stop(Duration.ZERO);
    }

    /** SIGTERM, and SIGKILL if it has not ended in time; returns when it has. Does nothing the second time. */
    public void stop(Duration within) {
        if (within.isZero()) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        try {
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor(); // a paused process hears nothing but SIGKILL
            }
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            process.destroyForcibly(); // the JVM is ending, and runs the hook itself
        }
    }

    @Override
    public void close() {
        stop(STOPS_WITHIN);
    }
}
