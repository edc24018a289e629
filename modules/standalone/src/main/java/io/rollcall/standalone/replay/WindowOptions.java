package io.rollcall.standalone.replay;

import io.rollcall.replay.record.BadRecordException;
import io.rollcall.replay.record.BusSource;
import io.rollcall.replay.record.ExportSource;
import io.rollcall.replay.record.Moment;
import io.rollcall.replay.record.Source;
import io.rollcall.standalone.bus.BusFailure;
import io.rollcall.standalone.cli.Bus;
import io.rollcall.standalone.cli.CommandException;
import io.rollcall.standalone.cli.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import picocli.CommandLine.Option;

/** Which window is meant. */
final class WindowOptions {
    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = {
                "Where it begins: a time such as 2026-11-21T03:00:00Z, a time ago such as -2h, or offsets of the",
                "probe results by partition, such as offsets:0=812,3=90."
            })
    String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Where it ends, likewise; now unless it is given.")
    String to;

    boolean isGiven() {
        return from != null || to != null;
    }

    /** The window on the bus; a {@link CommandException} where there is none such. */
    Source on(Bus bus, Surroundings surroundings) {
        if (from == null) {
            throw CommandException.usage("say where the window begins, such as --from -2h.");
        }
        Moment begin = Times.moment("--from", from, surroundings.clock());
        Moment end = Times.moment("--to", to == null ? "now" : to, surroundings.clock());
        var topics = bus.config().kafka().topics();
        try {
            return BusSource.open(
                    bus.settings("replay").consumer("replay", Optional.empty()), topics, begin, end, bus.patience());
        } catch (BadRecordException e) {
            throw CommandException.usage(sentence(e));
        } catch (InterruptException e) {
            throw e; // a KafkaException too, but none of the bus
        } catch (KafkaException e) {
            throw CommandException.failed(BusFailure.sentence(bus, topics.prefix() + ".*", e), e);
        }
    }

    /** A file of an export; a {@link CommandException} where it is none. */
    static Source in(Path file) {
        try {
            return ExportSource.open(String.valueOf(file.getFileName()), Files.newInputStream(file));
        } catch (IOException e) {
            throw CommandException.usage(
                    "the file %s cannot be read; give one that 'rollcall export' wrote.".formatted(file));
        } catch (BadRecordException e) {
            throw CommandException.failed(sentence(e));
        }
    }

    static String sentence(BadRecordException e) {
        return e.getMessage() + ".";
    }
}
