package io.rollcall.standalone.demo;

import static java.util.Objects.requireNonNull;

import io.rollcall.runtime.service.JvmShutdown;
import io.rollcall.standalone.cli.CommandException;
import io.rollcall.standalone.cli.ExitCode;
import io.rollcall.standalone.cli.Surroundings;
import io.rollcall.standalone.demo.Closer.Layer;
import io.rollcall.standalone.demo.DemoRun.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the main job on a ground of its own. Exits with 0 only if every step was seen. */
@Command(
        name = "demo",
        description = {
            "Lose images and find them again, without a cluster and without Docker.",
            "",
            "Takes half a minute and leaves nothing behind."
        })
public final class DemoCommand implements Callable<Integer> {

    /** Beyond it the JVM ends whatever still stands. */
    private static final Duration STOP = Duration.ofMillis(4_800);

    private static final Duration CLOSE_WHEN_ASKED = Duration.ofSeconds(4);
    private static final Duration CLOSE = Duration.ofSeconds(15);

    private static final Duration BOUND = Duration.ofSeconds(30);

    @Option(
            names = "--images",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many images, from 1 to 200; ${DEFAULT-VALUE} unless it is given.")
    int images;

    @Option(names = "--json", description = "One JSON object a line; the last says how it ended.")
    boolean json;

    @Option(names = "--keep", description = "Leave everything up afterwards and say where it is, until Ctrl-C.")
    boolean keep;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = {
                "Play in a real API server, in namespaces of the demo's own, and remove everything afterwards.",
                "Refused where the virtualization module is installed."
            })
    Path kubeconfig;

    private final Surroundings surroundings;

    /** Starts nothing yet. */
    public DemoCommand(Surroundings surroundings) {
        this.surroundings = requireNonNull(surroundings, "surroundings is null");
    }

    @Override
    public Integer call() throws InterruptedException {
        if (images < 1 || images > DemoOptions.MOST) {
            throw CommandException.usage(
                    "--images is %d; give a number from 1 to %d.".formatted(images, DemoOptions.MOST));
        }
        if (kubeconfig != null && !Files.isReadable(kubeconfig)) {
            throw CommandException.usage(
                    "%s cannot be read; give the path of a kubeconfig file with --kubeconfig.".formatted(kubeconfig));
        }
        try (JvmShutdown shutdown = JvmShutdown.install(STOP);
                Closer closer = new Closer(CLOSE, System::nanoTime)) {
            var unused = shutdown.asked().thenRun(() -> closer.ask(CLOSE_WHEN_ASKED));
            AtomicBoolean keepLog = new AtomicBoolean(true);
            Workspace workspace = Workspace.create();
            closer.add(Layer.FILES, () -> workspace.delete(keepLog.get()));
            DemoLog.to(workspace.log(), surroundings.environment().getOrDefault("ROLLCALL_LOG_LEVEL", "INFO"));
            Stopwatch watch = new Stopwatch(System::nanoTime);
            Report report = json ? new JsonReport(surroundings.out(), watch) : new Timeline(surroundings.out(), watch);
            Demo demo = new Demo(options(), workspace, report, watch, closer, surroundings.clock());
            Ended ended = new DemoRun(demo).await(shutdown.asked(), keep);
            keepLog.set(ended == Ended.NOT_SEEN);
            if (ended == Ended.STOPPED) {
                report.interrupted();
            }
            return ended == Ended.SEEN ? ExitCode.OK : ExitCode.FAILED;
        } catch (IOException e) {
            throw CommandException.failed(
                    "no temporary directory can be made (%s); make %s writable, or set JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR."
                            .formatted(e.getMessage(), System.getProperty("java.io.tmpdir")),
                    e);
        }
    }

    private DemoOptions options() {
        String run = String.format(
                Locale.ROOT, "rollcall-demo-%05x", ThreadLocalRandom.current().nextInt(1 << 20));
        return new DemoOptions(images, Optional.ofNullable(kubeconfig), Optional.empty(), keep, BOUND, run);
    }
}
