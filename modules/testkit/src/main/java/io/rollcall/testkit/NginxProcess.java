package io.rollcall.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run of nginx. A shutdown hook ends it when this JVM ends first. */
final class NginxProcess {

    private static final int START_SECONDS = 30;
    private static final String LISTENING = "getrlimit(RLIMIT_NOFILE)"; // said right after its sockets are open

    private final Process process;
    private final Thread hook;

    private NginxProcess(Process process) {
        this.process = process;
        this.hook = new Thread(process::destroyForcibly, "nginx-stop");
    }

    /** Returns when it listens; throws IllegalStateException with its last words if it never does. */
    static NginxProcess start(List<String> command) {
        try {
            NginxProcess started = new NginxProcess(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
            Runtime.getRuntime().addShutdownHook(started.hook);
            started.awaitListening();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitListening() {
        CompletableFuture<Void> listening = new CompletableFuture<>();
        Thread reader = new Thread(() -> follow(listening), "nginx-log");
        reader.setDaemon(true);
        reader.start();
        try {
            listening.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            stop();
            throw new IllegalStateException("nginx does not start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the start of nginx was interrupted", e);
        }
    }

    // reads to the end: a full pipe would stop it
    private void follow(CompletableFuture<Void> listening) {
        StringBuilder said = new StringBuilder();
        try (BufferedReader log = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = log.readLine(); line != null; line = log.readLine()) {
                if (line.contains(LISTENING)) {
                    listening.complete(null);
                }
                if (!listening.isDone()) {
                    said.append(line).append('\n');
                }
            }
        } catch (IOException e) {
            said.append(e);
        }
        listening.completeExceptionally(new IllegalStateException(said.toString()));
    }

    /** Sends a signal by name; the JDK itself knows only TERM and KILL. */
    void signal(String name) {
        try {
            int status = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("nginx took no SIG" + name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("signalling nginx was interrupted", e);
        }
    }

    /** Ends it (SIGKILL: it has nothing to save), and returns when it has ended. Does nothing the second time. */
    void stop() {
        try {
            process.destroyForcibly().waitFor();
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
