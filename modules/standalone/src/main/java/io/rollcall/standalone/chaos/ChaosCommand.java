package io.rollcall.standalone.chaos;

import static java.util.Objects.requireNonNull;

import io.rollcall.runtime.service.JvmShutdown;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.standalone.cli.CommandException;
import io.rollcall.standalone.cli.ExitCode;
import io.rollcall.standalone.cli.Scratch;
import io.rollcall.standalone.cli.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes everything away from the services that can be, and says whether what is promised held. */
@Command(
        name = "chaos",
        description = {
            "Lose and recover images while everything fails: does each truth come out, exactly once?",
            "",
            "Starts a broker, a registry, an API server and two of each service, all on this machine and as processes of",
            "their own. The storage of all images is away, back, away, back; meanwhile services are killed and stopped in",
            "their tracks, broker, API server and registry go and come, the API server answers 409, 429, 500 or nothing,",
            "poison lies on every topic, everything is restarted. What strikes when is drawn by a seed. docs/reliability.md",
            "tells what is asked at the end. Leaves nothing behind but, where something broke, the logs."
        })
public final class ChaosCommand implements Callable<Integer> {

    /** Beyond it the JVM ends whatever still stands. */
    private static final Duration STOP = Duration.ofSeconds(60);

    private static final int SEEDS = 1_000_000;

    @Option(names = "--seed", paramLabel = "N", description = "What strikes when; drawn, and told, unless it is given.")
    Long seed;

    @Option(
            names = "--faults",
            paramLabel = "N",
            defaultValue = "12",
            description = "How many faults; ${DEFAULT-VALUE} unless it is given, which is one of each kind.")
    int faults;

    @Option(
            names = "--images",
            paramLabel = "N",
            defaultValue = "200",
            description = "How many images; ${DEFAULT-VALUE} unless it is given. More than 500 want a real API server.")
    int images;

    @Option(names = "--json", description = "One JSON object a line; the last says how it ended.")
    boolean json;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = {
                "Play in a real API server, in namespaces of the run's own, and remove everything afterwards.",
                "Refused where the virtualization module is installed."
            })
    Path kubeconfig;

    private final Surroundings surroundings;

    /** Starts nothing yet. */
    public ChaosCommand(Surroundings surroundings) {
        this.surroundings = requireNonNull(surroundings, "surroundings is null");
    }

    @Override
    public Integer call() throws IOException {
        check();
        ChaosOptions options = new ChaosOptions(
                seed == null ? ThreadLocalRandom.current().nextInt(SEEDS) : seed,
                faults,
                images,
                Optional.ofNullable(kubeconfig),
                String.format(
                        Locale.ROOT,
                        "rollcall-chaos-%05x",
                        ThreadLocalRandom.current().nextInt(1 << 20)));
        Thread main = Thread.currentThread();
        try (JvmShutdown shutdown = JvmShutdown.install(STOP)) {
            var unused = shutdown.asked().thenRun(main::interrupt);
            return run(options, Scratch.create("chaos"), () -> shutdown.asked().isDone());
        }
    }

    private void check() {
        if (faults < 0 || faults > ChaosOptions.MOST_FAULTS) {
            throw CommandException.usage(
                    "--faults is %d; give a number from 0 to %d.".formatted(faults, ChaosOptions.MOST_FAULTS));
        }
        if (images < ChaosOptions.FEWEST_IMAGES || images > ChaosOptions.MOST_IMAGES) {
            throw CommandException.usage("--images is %d; give a number from %d to %d."
                    .formatted(images, ChaosOptions.FEWEST_IMAGES, ChaosOptions.MOST_IMAGES));
        }
        if (kubeconfig != null && !Files.isReadable(kubeconfig)) {
            throw CommandException.usage(
                    "%s cannot be read; give the path of a kubeconfig file with --kubeconfig.".formatted(kubeconfig));
        }
        if (DockerRegistry.find().isEmpty()) {
            throw CommandException.failed(
                    "there is no docker-registry on the PATH: install it (sudo apt-get install docker-registry).");
        }
    }

    /** Keeps the logs where something broke, and only there. */
    private int run(ChaosOptions options, Scratch scratch, BooleanSupplier askedToStop) throws IOException {
        try {
            Outcome outcome = play(options, scratch.path());
            if (outcome.held()) {
                scratch.close();
            }
            return outcome.held() ? ExitCode.OK : ExitCode.FAILED;
        } catch (InterruptedException | RuntimeException e) {
            if (!askedToStop.getAsBoolean()) {
                throw CommandException.failed(
                        "the run cannot go on (%s): see the logs in %s.".formatted(e.getMessage(), scratch.path()), e);
            }
            scratch.close();
            throw CommandException.failed("it was asked to stop before the end; nothing was left behind.", e);
        }
    }

    private Outcome play(ChaosOptions options, Path directory) throws IOException, InterruptedException {
        Story story = new Story(options, surroundings, json);
        story.says("seed %d; again: %s".formatted(options.seed(), options.repeat()));
        try (Ground ground = new Ground(options, directory)) {
            Plan plan = Plan.of(options.seed(), options.faults());
            Outcome outcome = new Run(options, plan, ground, story, surroundings.clock()).play();
            story.ended(outcome, directory);
            return outcome;
        }
    }
}
