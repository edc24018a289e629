package io.rollcall.standalone.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.replay.explain.Question;
import io.rollcall.replay.explain.Replay;
import io.rollcall.replay.incident.IncidentDocument;
import io.rollcall.replay.record.BadRecordException;
import io.rollcall.replay.record.Source;
import io.rollcall.replay.report.Report;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.runtime.service.JvmShutdown;
import io.rollcall.standalone.bus.BusFailure;
import io.rollcall.standalone.cli.Bus;
import io.rollcall.standalone.cli.BusOptions;
import io.rollcall.standalone.cli.CommandException;
import io.rollcall.standalone.cli.ExitCode;
import io.rollcall.standalone.cli.Surroundings;
import io.rollcall.standalone.terminal.Progress;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads the topics, or a file of them, and nothing else; writes to neither. */
@Command(
        name = "replay",
        description = {
            "Explain an incident: what happened, why, and what would have happened.",
            "",
            "Reads the bus, or a file of 'rollcall export', and nothing else: no registry, no API server; commits nothing."
        },
        footer = {
            "",
            "  rollcall replay --from -2h                                   what happened in the last two hours",
            "  rollcall replay --from -2h --image 'team-a/*'                the story of these images",
            "  rollcall replay --from -2h --policy three.yaml               would 'confirmations: 3' have saved us?",
            "  rollcall replay --from -2h --out report.html                 a page to look at, and to send",
            "  rollcall replay --file incident.jsonl.zst --json | jq .audit"
        })
public final class ReplayCommand implements Callable<Integer> {
    private static final Duration STOP = Duration.ofSeconds(5);

    @Mixin
    BusOptions options;

    @Mixin
    WindowOptions window;

    @Option(names = "--file", paramLabel = "FILE", description = "A file of 'rollcall export', in place of the bus.")
    Path file;

    @Option(
            names = "--image",
            paramLabel = "GLOB",
            description = "Only images whose name matches, such as team-a/ubuntu or 'team-a/*'; tells their stories.")
    String image;

    @Option(names = "--registry", paramLabel = "HOST", description = "Only images in this registry.")
    String registry;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = {
                "What would have happened under another policy: YAML with any of confirmations, confirmationDelay,",
                "freshness, recheck.min, recheck.max."
            })
    Path policy;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "An HTML report in place of text: one file, which needs no network.")
    Path out;

    @Option(names = "--json", description = "The whole document, one JSON object.")
    boolean json;

    @Option(names = "--events", description = "Also every line of every image's story, in the order of time.")
    boolean events;

    private final Surroundings surroundings;

    /** Neither reads nor asks anything yet. */
    public ReplayCommand(Surroundings surroundings) {
        this.surroundings = requireNonNull(surroundings, "surroundings is null");
    }

    @Override
    public Integer call() {
        if (file != null && window.isGiven()) {
            throw CommandException.usage("a file has its own window; leave --from and --to out.");
        }
        Thread main = Thread.currentThread();
        try (JvmShutdown shutdown = JvmShutdown.install(STOP)) {
            var unused = shutdown.asked().thenRun(main::interrupt);
            return replay();
        }
    }

    /** Says that it was stopped before it lets the JVM go. */
    private int replay() {
        try {
            IncidentDocument document = explained();
            if (out != null) {
                report(document);
                surroundings.err().line("rollcall: the report is in %s; open it in a browser.".formatted(out));
            }
            if (json) {
                surroundings.out().line(new String(document.toJson(), UTF_8));
            } else if (out == null) {
                new Telling(surroundings.out()).tell(document, image != null, events);
            }
            return ExitCode.OK;
        } catch (InterruptedException | InterruptException e) {
            surroundings.err().line("rollcall: stopped before all was read; nothing was written anywhere.");
            return ExitCode.FAILED;
        }
    }

    private void report(IncidentDocument document) throws InterruptedException {
        WholeFile.write(out, to -> {
            Writer page = new OutputStreamWriter(to, UTF_8);
            Report.write(document, page);
            page.flush();
            return document;
        });
    }

    private IncidentDocument explained() throws InterruptedException {
        Optional<Bus> bus = file == null ? Optional.of(options.bus(surroundings.environment())) : Optional.empty();
        try (Progress progress =
                        Progress.on(surroundings.err(), bus.map(Bus::waiting).orElse("reading the file"));
                Source source = bus.map(it -> window.on(it, surroundings)).orElseGet(() -> WindowOptions.in(file))) {
            return document(source, bus, progress);
        } catch (BadRecordException e) {
            throw CommandException.failed(WindowOptions.sentence(e));
        } catch (InterruptException e) {
            throw e; // a KafkaException too, but none of the bus
        } catch (KafkaException e) {
            throw CommandException.failed(
                    bus.map(it -> BusFailure.sentence(it, it.config().kafka().topicPrefix() + ".*", e))
                            .orElse(e.toString()),
                    e);
        }
    }

    private IncidentDocument document(Source source, Optional<Bus> bus, Progress progress) throws InterruptedException {
        Question question = new Question(
                source.window().from(),
                source.window().to(),
                Optional.ofNullable(image),
                Optional.ofNullable(registry),
                policies(bus),
                Optional.ofNullable(policy).map(PolicyFile::read));
        Replay replay = Replay.of(source, question, new Pace(progress));
        if (replay.images() == 0 && (image != null || registry != null)) {
            throw CommandException.failed(
                    "no image %s in this window; 'rollcall replay' without %s lists those there are."
                            .formatted(
                                    image != null ? "matches '" + image + "'" : "is in the registry " + registry,
                                    image != null ? "--image" : "--registry"));
        }
        return replay.document(source.name(), source.reach());
    }

    /** What the configuration says that policies ask for, beside what the record says. */
    private static Map<String, ProbePolicy> policies(Optional<Bus> bus) {
        Map<String, ProbePolicy> known = new HashMap<>();
        for (RegistryConfig registry : bus.map(it -> it.config().registries()).orElse(List.of())) {
            ProbePolicy its = registry.policy().toProbePolicy(ProbePolicy.DEFAULT.name());
            known.put(its.version(), its);
        }
        return known;
    }
}
