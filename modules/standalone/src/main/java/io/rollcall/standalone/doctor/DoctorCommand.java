package io.rollcall.standalone.doctor;

import static java.util.Objects.requireNonNull;

import io.rollcall.prober.registry.Proxies;
import io.rollcall.runtime.config.ConfigLoader;
import io.rollcall.runtime.config.Loaded;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.standalone.cli.ApiServer;
import io.rollcall.standalone.cli.Bus;
import io.rollcall.standalone.cli.BusOptions;
import io.rollcall.standalone.cli.ClusterOptions;
import io.rollcall.standalone.cli.ExitCode;
import io.rollcall.standalone.cli.Listening;
import io.rollcall.standalone.cli.Surroundings;
import io.rollcall.standalone.terminal.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks at everything that Rollcall needs, and changes nothing. */
@Command(
        name = "doctor",
        description = "Check configuration, cluster, rights, clocks, broker and registries; say what to mend, and how.",
        footer = {
            "",
            "A line for each thing: ✓ right, ! worth a look, ✗ wrong and what to do, – not looked at and why.",
            "Changes nothing. Rights are those of the kubeconfig's user: give that of a service's account to check it.",
            "Exit code 0 if nothing is wrong, 1 if anything is, 2 if the configuration cannot be read.",
            "",
            "  rollcall doctor --config rollcall.yaml --kubeconfig kubeconfig",
            "  rollcall doctor --config rollcall.yaml --mode write --bootstrap-servers kafka:9092 --json"
        })
public final class DoctorCommand implements Callable<Integer> {

    @Mixin
    BusOptions options;

    @Mixin
    ClusterOptions cluster;

    @Option(
            names = "--mode",
            paramLabel = "observe|write",
            description = "The mode to check for: write needs more rights. As configured, unless it is given.")
    String mode;

    @Option(names = "--json", description = "One JSON document, with stable names.")
    boolean json;

    private final Surroundings surroundings;

    /** Looks at nothing yet. */
    public DoctorCommand(Surroundings surroundings) {
        this.surroundings = requireNonNull(surroundings, "surroundings is null");
    }

    @Override
    public Integer call() {
        long start = System.nanoTime();
        Report report = new Report(surroundings.out(), json);
        ConfigLoader loader = options.loader(surroundings.environment());
        cluster.override(loader);
        if (mode != null) {
            loader.override("mode", mode, "--mode");
        }
        int exitCode = examine(loader.load(), report);
        report.end(exitCode, Duration.ofNanos(System.nanoTime() - start));
        return exitCode;
    }

    private int examine(Loaded loaded, Report report) {
        if (loaded instanceof Loaded.Mistakes wrong) {
            report.tell(ConfigurationCheck.wrong(wrong.mistakes()));
            report.tell(
                    List.of(Finding.skipped("everything-else", "all else", "the configuration must be right first")));
            return ExitCode.USAGE;
        }
        RollcallConfig config = ((Loaded.Ok) loaded).config();
        report.tell(ConfigurationCheck.judge(config, options.file(surroundings.environment())));
        try (Doctor doctor = new Doctor(config, surroundings.clock(), Proxies.of(surroundings.environment()));
                Progress progress = Progress.on(surroundings.err(), "looking")) {
            List<Plan.Step> steps =
                    doctor.begin(() -> ApiServer.of(config.kubernetes(), surroundings.environment()), bus(config));
            for (Plan.Step step : steps) {
                progress.now("looking at " + step.name());
                List<Finding> findings = step.findings().join();
                progress.aside(() -> report.tell(findings));
            }
        }
        return report.anyFailed() ? ExitCode.FAILED : ExitCode.OK;
    }

    /** The broker of an earlier 'up' that is gone is none: the next one brings its own. */
    private Optional<Bus> bus(RollcallConfig config) {
        return options.bus(config, surroundings.environment())
                .filter(bus -> bus.embedded().isEmpty()
                        || !Listening.nowhere(bus.config().kafka().bootstrapServers()));
    }
}
