package io.rollcall.standalone.check;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.image.ImageReference;
import io.rollcall.prober.registry.Proxies;
import io.rollcall.prober.registry.RegistryClients;
import io.rollcall.prober.registry.RegistrySetupException;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.standalone.cli.CommandException;
import io.rollcall.standalone.cli.ConfigOptions;
import io.rollcall.standalone.cli.Surroundings;
import io.rollcall.standalone.terminal.Progress;
import io.rollcall.standalone.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One probe of each reference; changes nothing anywhere. */
@Command(
        name = "check",
        description = "Ask the registry for images, once each, and say what its answer means.",
        footer = {
            "",
            "A registry that is configured is asked as the configuration says; options given here win.",
            "One that is not configured is asked only where an option says how (--anonymous will do):",
            "credentials go to no host that nobody named for them.",
            "",
            "Exit codes: 0 all present, 1 any absent, 3 none absent but any inconclusive, 2 nothing was asked.",
            "",
            "  rollcall check --config rollcall.yaml dvcr.d8-virtualization.svc/vi/team-a/ubuntu:9f1c…",
            "  rollcall check --anonymous registry.example.com/ubuntu:24.04"
        })
public final class CheckCommand implements Callable<Integer> {

    @Mixin
    ConfigOptions config;

    @Mixin
    RegistryFlags flags;

    @Option(names = "--json", description = "One JSON object for each reference, a line each.")
    boolean json;

    @Parameters(arity = "1..*", paramLabel = "REF", description = "host[:port]/path[:tag][@digest]")
    List<String> texts;

    private final Surroundings surroundings;

    /** Neither reads nor asks anything yet. */
    public CheckCommand(Surroundings surroundings) {
        this.surroundings = requireNonNull(surroundings, "surroundings is null");
    }

    @Override
    public Integer call() {
        if (flags.anonymous && flags.dockerConfig != null) {
            throw CommandException.usage("--anonymous and --docker-config exclude each other; give one of them.");
        }
        List<ImageReference> references = References.parse(texts);
        List<RegistryConfig> configured =
                ConfigOptions.load(config.loader(surroundings.environment())).registries();
        try (RegistryClients clients = open(References.registries(references, configured, flags))) {
            Terminal out = surroundings.out();
            int width = references.stream()
                    .mapToInt(reference -> reference.canonical().length())
                    .max()
                    .orElse(0);
            try (Progress asking = Progress.on(surroundings.err(), "asking " + hosts(references))) {
                List<Checked> all = new Probing(clients, surroundings.clock())
                        .run(
                                references,
                                checked ->
                                        asking.aside(() -> out.line(json ? checked.json() : checked.line(out, width))));
                if (!json) {
                    asking.aside(() -> Checked.help(all).forEach(out::line));
                }
                return Checked.exitCode(all);
            }
        }
    }

    private static String hosts(List<ImageReference> references) {
        return references.stream().map(ImageReference::registry).distinct().collect(Collectors.joining(", "));
    }

    private RegistryClients open(List<RegistryConfig> registries) {
        try {
            return RegistryClients.open(registries, surroundings.clock(), Proxies.of(surroundings.environment()));
        } catch (RegistrySetupException e) {
            throw CommandException.usage(e.getMessage());
        }
    }
}
