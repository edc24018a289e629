package io.rollcall.standalone.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.contract.topics.Topics;
import io.rollcall.replay.explain.Question;
import io.rollcall.replay.explain.Replay;
import io.rollcall.replay.incident.IncidentDocument;
import io.rollcall.replay.record.BusSource;
import io.rollcall.replay.record.Moment;
import io.rollcall.replay.record.Source;
import io.rollcall.replay.report.Report;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;

/** A process that explains a window of a bus and writes the report of it, and says how long each took. */
public final class ReportProcess {

    private static final double SECOND = 1e9;

    private ReportProcess() {}

    /** What it says. */
    record Told(double replaySeconds, double reportSeconds, long results, long agreed, long differing) {}

    static Told run(String servers, Topics topics, Day day, Path report) throws IOException {
        double[] told = MeasuredProcess.run(
                ReportProcess.class,
                servers,
                topics.prefix(),
                Integer.toString(topics.partitions()),
                day.begin().toString(),
                day.end().toString(),
                report.toString());
        return new Told(told[0], told[1], (long) told[2], (long) told[3], (long) told[4]);
    }

    /** Servers, prefix, partitions, begin, end, file. */
    public static void main(String[] args) throws IOException, InterruptedException {
        long began = System.nanoTime();
        IncidentDocument document;
        try (Source source = BusSource.open(
                ReplayProcess.reading(args[0]),
                Topics.of(args[1], Integer.parseInt(args[2])),
                new Moment.At(Instant.parse(args[3])),
                new Moment.At(Instant.parse(args[4])),
                ReplayProcess.PATIENCE)) {
            Question question =
                    Question.of(source.window().from(), source.window().to());
            document = Replay.of(source, question, records -> {}).document(source.name(), source.reach());
        }
        long explained = System.nanoTime();
        try (Writer page = Files.newBufferedWriter(Path.of(args[5]), UTF_8)) {
            Report.write(document, page);
        }
        long written = System.nanoTime();
        System.out.printf(
                Locale.ROOT,
                "%.6f %.6f %d %d %d%n",
                (explained - began) / SECOND,
                (written - explained) / SECOND,
                document.summary().results(),
                document.audit().agreed(),
                document.audit().differences().size());
    }
}
