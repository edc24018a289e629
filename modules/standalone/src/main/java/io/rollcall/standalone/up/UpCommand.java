package io.rollcall.standalone.up;

import static java.util.Objects.requireNonNull;

import io.rollcall.runtime.service.JvmShutdown;
import io.rollcall.sandbox.SandboxException;
import io.rollcall.standalone.cli.CommandException;
import io.rollcall.standalone.cli.Surroundings;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The main job, in one process. */
@Command(
        name = "up",
        description = {
            "Watch a cluster's images, ask their registries, keep each image's status true.",
            "Runs all three services in this process, until Ctrl-C."
        },
        footer = {
            "",
            "In mode observe, the default, it decides, records and alerts, says what it would do, and writes nothing to",
            "Kubernetes. Without brokers it runs one of its own, whose data outlives it in the data directory.",
            "",
            "  rollcall up --kubeconfig kubeconfig --config rollcall.yaml",
            "  rollcall up --kubeconfig kubeconfig --config rollcall.yaml --mode write --bootstrap-servers kafka:9092",
            "",
            "A stop by Ctrl-C or SIGTERM takes at most five seconds; the exit code is then 130 or 143."
        })
public final class UpCommand implements Callable<Integer> {

    /** The longest that a stop may take. */
    private static final Duration STOP = Duration.ofSeconds(5);

    @Mixin
    UpOptions options;

    private final Surroundings surroundings;

    /** Neither reads nor starts anything yet. */
    public UpCommand(Surroundings surroundings) {
        this.surroundings = requireNonNull(surroundings, "surroundings is null");
    }

    @Override
    public Integer call() {
        UpSettings settings = options.settings(surroundings.environment());
        try (JvmShutdown shutdown = JvmShutdown.install(STOP)) {
            return new Up(settings, surroundings).run(shutdown.asked());
        } catch (SandboxException e) {
            throw CommandException.failed(e.getMessage(), e);
        }
    }
}
