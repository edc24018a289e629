package io.rollcall.standalone.bus;

import static java.util.Objects.requireNonNull;

import io.rollcall.standalone.cli.Bus;
import io.rollcall.standalone.cli.BusOptions;
import io.rollcall.standalone.cli.CommandException;
import io.rollcall.standalone.cli.ExitCode;
import io.rollcall.standalone.cli.Surroundings;
import io.rollcall.standalone.terminal.Progress;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The simplest consumer of alerts: no group, no state, committed records only. */
@Command(
        name = "alerts",
        description = "Print the alerts on the bus: images lost and recovered, registries in trouble.",
        footer = {
            "",
            "  rollcall alerts                          what the broker of 'rollcall up' holds",
            "  rollcall alerts --follow --from now      what comes, until Ctrl-C",
            "  rollcall alerts --json --bootstrap-servers kafka:9092 | jq .data"
        })
public final class AlertsCommand implements Callable<Integer> {

    /** Where to begin. */
    enum From {
        EARLIEST,
        NOW
    }

    @Mixin
    BusOptions options;

    @Option(names = "--follow", description = "Go on with what comes, until Ctrl-C.")
    boolean follow;

    @Option(
            names = "--from",
            paramLabel = "earliest|now",
            defaultValue = "earliest",
            description = "Where to begin; earliest unless it is given.")
    From from;

    @Option(names = "--json", description = "The CloudEvents themselves, a line each.")
    boolean json;

    private final Surroundings surroundings;

    /** Neither reads nor asks anything yet. */
    public AlertsCommand(Surroundings surroundings) {
        this.surroundings = requireNonNull(surroundings, "surroundings is null");
    }

    @Override
    public Integer call() {
        Bus bus = options.bus(surroundings.environment());
        String topic = bus.config().kafka().topics().alerts().name();
        try (TopicReader reader =
                new TopicReader(bus.settings("alerts").consumer("alerts", Optional.empty()), topic, bus.patience())) {
            assign(reader, bus, topic);
            new AlertFeed(reader, surroundings, json, bus).run(from == From.NOW, follow);
            return ExitCode.OK;
        } catch (KafkaException e) {
            throw CommandException.failed(BusFailure.sentence(bus, topic, e), e);
        }
    }

    private void assign(TopicReader reader, Bus bus, String topic) {
        try (Progress waiting = Progress.on(surroundings.err(), bus.waiting())) {
            if (!reader.assign()) {
                throw CommandException.failed(BusFailure.missing(topic));
            }
        }
    }
}
