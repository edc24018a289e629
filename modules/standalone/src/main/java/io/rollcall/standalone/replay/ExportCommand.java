package io.rollcall.standalone.replay;

import static java.util.Objects.requireNonNull;

import io.rollcall.replay.record.BadRecordException;
import io.rollcall.replay.record.Export;
import io.rollcall.replay.record.Source;
import io.rollcall.runtime.service.JvmShutdown;
import io.rollcall.standalone.bus.BusFailure;
import io.rollcall.standalone.cli.Bus;
import io.rollcall.standalone.cli.BusOptions;
import io.rollcall.standalone.cli.CommandException;
import io.rollcall.standalone.cli.ExitCode;
import io.rollcall.standalone.cli.Surroundings;
import io.rollcall.standalone.terminal.Progress;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes a window off the bus, so that it can be attached to a ticket. */
@Command(
        name = "export",
        description = {
            "Write a window of the bus to a file that 'rollcall replay --file' reads.",
            "",
            "JSON lines in zstd: read it with zstd -dc. It holds what stands on the topics: names of images, registries and",
            "users who deleted, and no password."
        },
        footer = {
            "",
            "  rollcall export --from -2h --out incident.jsonl.zst",
            "  rollcall export --from -2h > incident.jsonl.zst"
        })
public final class ExportCommand implements Callable<Integer> {
    private static final Duration STOP = Duration.ofSeconds(5);

    @Mixin
    BusOptions options;

    @Mixin
    WindowOptions window;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to; standard output unless it is given. The file is whole, or is not there.")
    Path out;

    private final Surroundings surroundings;

    /** Neither reads nor asks anything yet. */
    public ExportCommand(Surroundings surroundings) {
        this.surroundings = requireNonNull(surroundings, "surroundings is null");
    }

    @Override
    public Integer call() throws IOException {
        Bus bus = options.bus(surroundings.environment());
        Thread main = Thread.currentThread();
        try (JvmShutdown shutdown = JvmShutdown.install(STOP)) {
            var unused = shutdown.asked().thenRun(main::interrupt);
            return export(bus);
        }
    }

    /** Says that it was stopped before it lets the JVM go. */
    private int export(Bus bus) throws IOException {
        try (Progress progress = Progress.on(surroundings.err(), bus.waiting())) {
            long records;
            try (Source source = window.on(bus, surroundings)) {
                records = out == null
                        ? Export.write(source, unclosed(surroundings.out().stream()), new Pace(progress))
                        : WholeFile.write(out, to -> Export.write(source, to, new Pace(progress)));
            }
            progress.close();
            surroundings.err().line(String.format(Locale.ROOT, "rollcall: %,d records exported.", records));
            return ExitCode.OK;
        } catch (InterruptedException | InterruptException e) {
            surroundings
                    .err()
                    .line("rollcall: stopped before all was exported; "
                            + (out == null
                                    ? "what was written is not whole, and is refused as such."
                                    : "nothing was written anywhere."));
            return ExitCode.FAILED;
        } catch (BadRecordException e) {
            throw CommandException.failed(WindowOptions.sentence(e));
        } catch (KafkaException e) {
            throw CommandException.failed(
                    BusFailure.sentence(bus, bus.config().kafka().topicPrefix() + ".*", e), e);
        }
    }

    /** Standard output stays open. */
    private static OutputStream unclosed(OutputStream stream) {
        return new FilterOutputStream(stream) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }
}
