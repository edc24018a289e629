package io.rollcall.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run of the registry's program. A shutdown hook ends it when this JVM ends first. */
final class RegistryProcess {

    private static final int START_SECONDS = 15;
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(3);
    private static final String PROGRAM = "docker-registry";

    private final ChildProcess process;

    private RegistryProcess(ChildProcess process) {
        this.process = process;
    }

    /**
     * Returns when the registry says that it listens.
     *
     * @param program what to run, ahead of its own arguments
     */
    static RegistryProcess start(List<String> program, Path config) {
        try {
            RegistryProcess started =
                    new RegistryProcess(ChildProcess.start(PROGRAM, line(program, "serve", config.toString())));
            started.awaitListening(config);
            return started;
        } catch (IOException e) {
            throw cannotRun(program, e);
        }
    }

    /** Runs it once, to its end. */
    static void run(List<String> program, String... arguments) {
        try {
            Process process = line(program, arguments).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new SandboxException("docker-registry %s failed: mend what it says (%s)."
                        .formatted(String.join(" ", arguments), said.strip()));
            }
        } catch (IOException e) {
            throw cannotRun(program, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("docker-registry was interrupted: try again.", e);
        }
    }

    private static ProcessBuilder line(List<String> program, String... arguments) {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    private static SandboxException cannotRun(List<String> program, IOException e) {
        return new SandboxException("%s cannot be run (%s): reinstall it.".formatted(String.join(" ", program), e), e);
    }

    private void awaitListening(Path config) {
        CompletableFuture<Void> listening = new CompletableFuture<>();
        Thread reader = new Thread(() -> follow(listening), "registry-log");
        reader.setDaemon(true);
        reader.start();
        try {
            listening.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            stop();
            String said = e instanceof ExecutionException ? e.getCause().getMessage() : "nothing for 15 s";
            throw new SandboxException(
                    "docker-registry does not start with %s: mend what it says (%s).".formatted(config, said), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
            throw new SandboxException("The start of docker-registry was interrupted: start it again.", e);
        }
    }

    // reads to the end: a full pipe would stop the registry
    private void follow(CompletableFuture<Void> listening) {
        String last = "nothing";
        try (BufferedReader log = new BufferedReader(new InputStreamReader(process.output(), StandardCharsets.UTF_8))) {
            for (String line = log.readLine(); line != null; line = log.readLine()) {
                if (line.contains("listening on ")) {
                    listening.complete(null);
                }
                last = line;
            }
        } catch (IOException e) {
            last = "its log cannot be read: " + e;
        }
        listening.completeExceptionally(new SandboxException(last));
    }

    void pause() {
        process.pause();
    }

    void resume() {
        process.resume();
    }

    /** Ends it, and returns when it has ended. Does nothing the second time. */
    void stop() {
        process.stop(STOPS_WITHIN);
    }
}
