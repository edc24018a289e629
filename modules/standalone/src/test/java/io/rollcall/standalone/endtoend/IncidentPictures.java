package io.rollcall.standalone.endtoend;

import io.rollcall.testkit.Chromium;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The report of the incident that was played, to open, and as pictures for docs/incident-analysis.md. */
final class IncidentPictures {

    private static final Path KEPT = Path.of("target", "incident");

    private IncidentPictures() {}

    /** Leaves them in target/incident; the pictures only where this machine has a browser. */
    static void take(Path report, String image) throws IOException, InterruptedException {
        Files.createDirectories(KEPT);
        Files.copy(report, KEPT.resolve("report.html"), StandardCopyOption.REPLACE_EXISTING);
        if (Chromium.browser().isEmpty()) {
            return;
        }
        URI story = URI.create(report.toUri() + "#image=" + URLEncoder.encode(image, StandardCharsets.UTF_8));
        Path own = report.resolveSibling("browser");
        Chromium.photograph(report.toUri(), 1400, 1060, own, KEPT.resolve("incident-report.png"));
        Chromium.photograph(story, 1400, 1060, own, KEPT.resolve("incident-report-story.png"));
    }
}
