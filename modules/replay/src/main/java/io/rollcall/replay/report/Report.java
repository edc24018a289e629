package io.rollcall.replay.report;

import static java.util.Objects.requireNonNull;

import io.rollcall.replay.incident.IncidentDocument;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Writes the incident report. The same document gives the same characters.
 *
 * <p>The document reaches the page twice. What a reader without scripts needs (a mail preview, say) stands there as escaped
 * text. All of it stands there packed, in an alphabet that has no markup, and the page's script makes text nodes of it; a
 * Content-Security-Policy lets that script alone run, and forbids it to turn strings into markup.
 */
public final class Report {

    private static final List<String> STYLES = List.of("base.css", "chart.css", "table.css", "print.css");
    private static final List<String> SCRIPTS = List.of(
            "elements.js",
            "words.js",
            "time.js",
            "document.js",
            "model.js",
            "plot.js",
            "tip.js",
            "axis.js",
            "bands.js",
            "loss.js",
            "lanes.js",
            "timeline.js",
            "gestures.js",
            "incidents.js",
            "columns.js",
            "table.js",
            "filters.js",
            "story.js",
            "verdicts.js",
            "page.js");

    private Report() {}

    /**
     * Writes the whole page, in characters that UTF-8 can encode.
     *
     * @throws IOException if {@code out} throws it
     */
    public static void write(IncidentDocument document, Appendable out) throws IOException {
        requireNonNull(document, "document is null");
        requireNonNull(out, "out is null");
        String style = Resources.text(STYLES);
        String script = Resources.text(SCRIPTS);
        Glance glance = new Glance(document);
        Template.of(Resources.text("page.html"))
                .write(
                        Map.ofEntries(
                                Map.entry("policy", Part.of(ContentSecurityPolicy.allowing(style, script))),
                                Map.entry("style", Part.of(style)),
                                Map.entry("script", Part.of(script)),
                                Map.entry("title", Part.of(glance.title())),
                                Map.entry("cluster", Part.of(Markup.text(document.cluster()))),
                                Map.entry("source", Part.of(Markup.text(document.source()))),
                                Map.entry("window", Part.of(glance.window())),
                                Map.entry("headline", Part.of(glance.headline())),
                                Map.entry("sentences", Part.of(glance.sentences())),
                                Map.entry("reach", Part.of(glance.reach())),
                                Map.entry("figures", Part.of(glance.figures())),
                                Map.entry("incidents", Part.of(glance.incidents())),
                                Map.entry(
                                        "audit",
                                        Part.of(Markup.element(
                                                "p", document.audit().sentence()))),
                                Map.entry("whatIf", Part.of(glance.whatIf())),
                                Map.entry("data", to -> Packed.write(document.toJson(), to))),
                        out);
    }
}
