package io.rollcall.prober.registry;

import io.rollcall.contract.probe.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** {@code docs/verdicts.md}: its words come from the code, its rows from what tests observed. */
final class VerdictsPage {
    static final Path PLACE = Path.of("..", "..", "docs", "verdicts.md");
    static final String REWRITE =
            "mvn -B -Dskip.gate=true -pl modules/prober -am verify -Dtest=VerdictsPageTest -Dit.test='*VerdictsIT'"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false"
                    + " -Drollcall.docs.write=true";

    private static final String HEAD = """
            # Verdicts

            <!-- Written by tests, from what they observed. Rewrite it with:
            %s
            -->

            What Rollcall makes of what a registry says. A probe is one `HEAD /v2/<repository>/manifests/<tag or digest>`. Where only a
            body can tell (404, 400), one GET of the same follows, and it decides.

            ## What a verdict means for an image

            | verdict | the registry | the image |
            |---|---|---|
            | present | has the manifest: 200, with a digest | `ImageLost` becomes `Ready`; a `Ready` image stays so |
            | absent | says twice, the second time in a registry's own words, that it does not have it | `Ready` becomes `ImageLost`, after `policy.confirmations` of these in a row; a lost image stays so |
            | inconclusive | said nothing about the image | nothing is written; it is asked again after 1 s to 5 min (`policy.backoffInitial`, `policy.backoffMax`) |

            Only *absent* can lose an image. *Present* is about the manifest: its layers are asked for by the deep check.
            Where too many of the last answers count as failures, the circuit breaker leaves the registry alone for a while. Settings
            are explained in [configuration.md](configuration.md).

            ## What to do when it is inconclusive

            `rollcall check` says the same. A registry that gives no other answers stands in the prober's `/readyz`, with its reason.

            | reason | what happened | what to do |
            |---|---|---|
            %s
            ## What was observed

            GET says “–” where none is sent. “No answer” is none that was whole. The error code is the one in the body of the GET: a HEAD has no body.
            """;

    private VerdictsPage() {}

    /** Whether the page is to be rewritten rather than compared. */
    static boolean isRewritten() {
        return Boolean.getBoolean("rollcall.docs.write");
    }

    static String text() {
        try {
            return Files.exists(PLACE) ? Files.readString(PLACE) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Map<Section, ? extends Collection<Row>> rows) {
        try {
            Files.writeString(PLACE, render(rows));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows that a page holds. */
    static Map<Section, List<Row>> rows(String page) {
        Map<Section, List<Row>> rows = new EnumMap<>(Section.class);
        for (Section section : Section.values()) {
            String from = page.substring(
                    page.contains(section.heading()) ? page.indexOf(section.heading()) + 1 : page.length());
            String body = from.contains("\n#") ? from.substring(0, from.indexOf("\n#")) : from;
            rows.put(section, body.lines().filter(Row::isOne).map(Row::parse).toList());
        }
        return rows;
    }

    static String render(Map<Section, ? extends Collection<Row>> rows) {
        StringBuilder page = new StringBuilder(HEAD.formatted(REWRITE, reasons()));
        for (Section section : Section.values()) {
            page.append("\n%s\n\n%s\n\n".formatted(section.heading(), section.intro()))
                    .append(Row.TITLES);
            new TreeSet<>(rows.get(section))
                    .forEach(row -> page.append(row.line()).append('\n'));
        }
        return page.toString();
    }

    private static String reasons() {
        StringBuilder lines = new StringBuilder();
        for (Reason reason : Reason.values()) {
            if (reason != Reason.UNRECOGNISED) {
                lines.append("| %s | %s | %s |\n".formatted(reason, reason.inWords(), reason.help()));
            }
        }
        return lines.toString();
    }
}
