package io.rollcall.standalone.bench;

import static java.util.Objects.requireNonNull;

import io.rollcall.runtime.service.JvmShutdown;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.standalone.cli.CommandException;
import io.rollcall.standalone.cli.ExitCode;
import io.rollcall.standalone.cli.Scratch;
import io.rollcall.standalone.cli.Surroundings;
import io.rollcall.standalone.terminal.Progress;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures prober and status-writer on this machine, against what it must reach. */
@Command(
        name = "bench",
        description = {
            "Measure what prober and status-writer can do on this machine.",
            "",
            "Each bench starts a broker and whatever else it needs, measures several times and prints the median;",
            "docs/benchmarks.md tells what each of them is. Have nothing else run meanwhile."
        })
public final class BenchCommand implements Callable<Integer> {

    private static final Duration STOP = Duration.ofSeconds(20);

    @Parameters(
            paramLabel = "NAME",
            description = {
                "Which; all where none is named: sweep, incumbent, core, stub, latency, idle, punctuation, restart,",
                "fairness, delete, flips, patch, noops, watcher, replay."
            })
    List<String> names = List.of();

    @Option(names = "--quick", description = "Each in well under a minute: a first look, of a compiler not yet warm.")
    boolean quick;

    @Option(names = "--full", description = "Tell idle and restart for 1,000,000 targets too; takes minutes and 4 GiB.")
    boolean full;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many a median is made of; ${DEFAULT-VALUE} unless it is given.")
    int runs;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = {
                "An API server for delete, flips and patch, which make and delete images there: none that anybody needs. Without",
                "it the one that ROLLCALL_TEST_KUBECONFIG names, else the sandbox's."
            })
    Path kubeconfig;

    @Option(names = "--json", description = "One JSON object a line, with every run.")
    boolean json;

    @Option(names = "--fail", description = "Exit with 1 if a target is missed.")
    boolean fail;

    private final Surroundings surroundings;

    /** Starts nothing yet. */
    public BenchCommand(Surroundings surroundings) {
        this.surroundings = requireNonNull(surroundings, "surroundings is null");
    }

    @Override
    public Integer call() throws IOException {
        if (runs < 1 || runs > 100) {
            throw CommandException.usage("--runs is %d; give a number from 1 to 100.".formatted(runs));
        }
        List<Bench> chosen = chosen();
        Thread main = Thread.currentThread();
        try (JvmShutdown shutdown = JvmShutdown.install(STOP);
                Scratch scratch = Scratch.create("bench");
                Progress progress = Progress.on(surroundings.err(), "starting")) {
            var unused = shutdown.asked().thenRun(main::interrupt);
            boolean met = run(chosen, scratch.path(), progress);
            return met || !fail ? ExitCode.OK : ExitCode.FAILED;
        } catch (InterruptedException e) {
            return ExitCode.FAILED; // it was asked to stop, and what was measured so far is told
        }
    }

    private List<Bench> chosen() {
        List<Bench> all = Benches.all();
        List<String> known = all.stream().map(Bench::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw CommandException.usage(
                        "%s is no bench; name one of %s, or none for all.".formatted(name, String.join(", ", known)));
            }
        }
        List<Bench> chosen = all.stream()
                .filter(bench -> names.isEmpty() || names.contains(bench.name()))
                .toList();
        if (DockerRegistry.find().isPresent()) {
            return chosen;
        }
        String missing =
                chosen.stream().filter(Bench::needsRegistry).map(Bench::name).collect(Collectors.joining(", "));
        String sentence =
                "there is no docker-registry on the PATH for %s: install it (sudo apt-get install docker-registry)."
                        .formatted(missing);
        if (!names.isEmpty() && !missing.isEmpty()) {
            throw CommandException.failed(sentence);
        }
        if (!missing.isEmpty()) {
            surroundings.err().line("rollcall: left out, " + sentence);
        }
        return chosen.stream().filter(bench -> !bench.needsRegistry()).toList();
    }

    private boolean run(List<Bench> chosen, Path directory, Progress progress)
            throws IOException, InterruptedException {
        Effort effort = quick ? Effort.quick(runs) : Effort.whole(runs);
        if (!json) {
            surroundings.out().line(Reports.head());
        }
        boolean met = true;
        for (Bench bench : chosen) {
            Site site = new Site(
                            directory,
                            what -> progress.now(bench.name() + ": " + what),
                            what -> progress.aside(() -> surroundings.err().line("rollcall: " + what)))
                    .at(kubeconfig());
            List<Measured> all = new ArrayList<>(bench.run(site, effort));
            if (full && bench.growsWithTargets()) {
                for (Measured of : bench.run(site, effort.withTargets(Effort.MANY))) {
                    all.add(of.told(".million"));
                }
            }
            for (Measured measured : all) {
                met &= measured.met();
                progress.aside(() -> tell(measured));
            }
        }
        return met;
    }

    private Optional<Path> kubeconfig() {
        String named = surroundings.environment().getOrDefault("ROLLCALL_TEST_KUBECONFIG", "");
        return Optional.ofNullable(kubeconfig).or(() -> Arrays.stream(named.split(File.pathSeparator, -1))
                .filter(file -> !file.isBlank())
                .findFirst()
                .map(Path::of));
    }

    private void tell(Measured measured) {
        surroundings.out().line(json ? Reports.json(measured) : Reports.row(measured, surroundings.out()));
    }
}
