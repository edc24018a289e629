package io.rollcall.replay.report;

import static java.util.stream.Collectors.joining;

import io.rollcall.replay.incident.Incident;
import io.rollcall.replay.incident.IncidentDocument;
import io.rollcall.replay.incident.Summary;
import java.util.List;
import java.util.Locale;

/** What the page says before a script runs, as HTML: enough for a mail preview. */
final class Glance {

    private static final int SENTENCES = 6;

    private final IncidentDocument document;

    Glance(IncidentDocument document) {
        this.document = document;
    }

    String title() {
        return Markup.text("Incident report: " + document.cluster() + ", " + document.from());
    }

    String window() {
        return Markup.text(document.from() + " – " + document.to());
    }

    String headline() {
        List<String> sentences = document.summary().sentences();
        return Markup.text(sentences.isEmpty() ? "Nothing happened in this window." : sentences.get(0));
    }

    /** The summary but for its headline; what is beyond a few sentences is folded away. */
    String sentences() {
        List<String> rest = document.summary().sentences().stream()
                .skip(1)
                .map(sentence -> Markup.element("p", sentence))
                .toList();
        if (rest.size() <= SENTENCES + 1) {
            return String.join("\n", rest);
        }
        return String.join("\n", rest.subList(0, SENTENCES))
                + "<details>" + Markup.element("summary", rest.size() - SENTENCES + " sentences more")
                + String.join("\n", rest.subList(SENTENCES, rest.size())) + "</details>";
    }

    String reach() {
        String sentence = document.reach().sentence();
        return sentence == null ? "" : "<p class=\"warning\">" + Markup.text(sentence) + "</p>";
    }

    String figures() {
        Summary summary = document.summary();
        return figure("images watched", summary.images(), false)
                + figure("registries", summary.registries(), false)
                + figure("probe results", summary.results(), false)
                + figure("times lost", summary.lost(), false)
                + figure("times recovered", summary.recovered(), false)
                + figure("still lost", summary.stillLost(), summary.stillLost() > 0);
    }

    private static String figure(String name, long value, boolean alarm) {
        return (alarm ? "<div class=\"alarm\">" : "<div>")
                + Markup.element("dt", name)
                + Markup.element("dd", String.format(Locale.ROOT, "%,d", value))
                + "</div>";
    }

    String incidents() {
        return document.incidents().stream().map(Glance::incident).collect(joining("\n"));
    }

    private static String incident(Incident incident) {
        return "<article class=\"card\">"
                + Markup.element("h3", incident.number() + " · " + incident.registry())
                + Markup.element("p", incident.onset() + ": " + incident.sentence())
                + "</article>";
    }

    String whatIf() {
        return document.whatIf() == null
                ? ""
                : Markup.element(
                        "p",
                        document.whatIf().policy() + ": " + document.whatIf().sentence());
    }
}
