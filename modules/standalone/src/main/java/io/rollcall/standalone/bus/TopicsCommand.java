package io.rollcall.standalone.bus;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.topics.TopicSpec;
import io.rollcall.contract.topics.Topics;
import io.rollcall.replay.record.BusSource;
import io.rollcall.runtime.kafka.TopicCheck;
import io.rollcall.standalone.cli.Bus;
import io.rollcall.standalone.cli.BusOptions;
import io.rollcall.standalone.cli.CommandException;
import io.rollcall.standalone.cli.ExitCode;
import io.rollcall.standalone.cli.Surroundings;
import io.rollcall.standalone.terminal.Progress;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates and verifies the topics; never changes one that exists. */
@Command(
        name = "topics",
        description = "Create the topics of the bus, or compare them with what they must be.",
        synopsisSubcommandLabel = "create|describe",
        footer = {
            "",
            "Exit code 0 if every topic can be used, else 1.",
            "",
            "  rollcall topics create --bootstrap-servers kafka:9092 --kafka-config client.properties"
        })
public final class TopicsCommand implements Runnable {

    private final Surroundings surroundings;

    /** Neither reads nor asks anything yet. */
    public TopicsCommand(Surroundings surroundings) {
        this.surroundings = requireNonNull(surroundings, "surroundings is null");
    }

    @Override
    public void run() {
        throw CommandException.usage("name what to do: 'rollcall topics create' or 'rollcall topics describe'.");
    }

    @Command(name = "create", description = "Create the topics that are missing, and verify those that exist.")
    int create(
            @Mixin BusOptions options,
            @Option(names = "--json", description = "One JSON object for each topic, a line each.") boolean json)
            throws InterruptedException {
        Bus bus = options.bus(surroundings.environment());
        List<TopicSpec> specs = specs(bus);
        try (Progress progress = Progress.on(surroundings.err(), bus.waiting())) {
            List<TopicCheck> checks = bus.topicsAdmin("topics").ensure(specs);
            progress.close();
            return print(bus, specs, checks, json);
        }
    }

    @Command(name = "describe", description = "Compare the topics with what they must be; change nothing.")
    int describe(
            @Mixin BusOptions options,
            @Option(names = "--json", description = "One JSON object for each topic, a line each.") boolean json)
            throws InterruptedException {
        Bus bus = options.bus(surroundings.environment());
        List<TopicSpec> specs = specs(bus);
        try (Progress progress = Progress.on(surroundings.err(), bus.waiting())) {
            List<TopicCheck> checks = bus.topicsAdmin("topics").describe(specs);
            boolean all = checks.stream().allMatch(TopicCheck::usable);
            Optional<String> reach = all && !json ? Optional.of(reach(bus)) : Optional.empty();
            progress.close();
            int code = print(bus, specs, checks, json);
            reach.ifPresent(surroundings.out()::line);
            return code;
        }
    }

    /** Describe is not Read: who may not read is told so, and nothing else is wrong. */
    private static String reach(Bus bus) {
        Topics topics = bus.config().kafka().topics();
        try {
            return BusSource.reach(bus.settings("topics").consumer("reach", Optional.empty()), topics, bus.patience());
        } catch (KafkaException e) {
            return "How far back a replay reaches cannot be told: "
                    + BusFailure.sentence(bus, topics.prefix() + ".*", e);
        }
    }

    private static List<TopicSpec> specs(Bus bus) {
        return bus.config().kafka().topics().all();
    }

    private int print(Bus bus, List<TopicSpec> specs, List<TopicCheck> checks, boolean json) {
        if (checks.stream().allMatch(TopicCheck.Unreachable.class::isInstance)) {
            throw CommandException.failed(bus.explain(checks.get(0).sentence()));
        }
        TopicLine lines = new TopicLine(surroundings.out(), specs);
        for (int i = 0; i < specs.size(); i++) {
            TopicCheck check = checks.get(i);
            surroundings.out().line(json ? TopicLine.json(specs.get(i), check) : lines.text(specs.get(i), check));
        }
        return checks.stream().allMatch(TopicCheck::usable) ? ExitCode.OK : ExitCode.FAILED;
    }
}
