package io.rollcall.standalone.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.replay.incident.IncidentDocument;
import io.rollcall.replay.report.Report;
import io.rollcall.standalone.cli.CommandException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The report as a file that is whole or is not there. */
final class ReportFile {
    private ReportFile() {}

    static void write(IncidentDocument document, Path file) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (Writer writer = Files.newBufferedWriter(part, UTF_8)) {
                Report.write(document, writer);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw CommandException.failed(
                    "the report cannot be written to %s (%s); name a file in a directory that you may write to."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }
}
