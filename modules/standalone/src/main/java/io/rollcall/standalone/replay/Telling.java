package io.rollcall.standalone.replay;

import io.rollcall.replay.incident.ImageHistory;
import io.rollcall.replay.incident.Incident;
import io.rollcall.replay.incident.IncidentDocument;
import io.rollcall.replay.incident.StoryLine;
import io.rollcall.replay.incident.WhatIf;
import io.rollcall.standalone.terminal.Colour;
import io.rollcall.standalone.terminal.Terminal;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Tells a document to a person who was woken by it. */
final class Telling {
    /** More stories, images or changes are for the report, or for jq. */
    private static final int MOST = 20;

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Terminal out;

    Telling(Terminal out) {
        this.out = out;
    }

    void tell(IncidentDocument document, boolean stories, boolean events) {
        out.line(out.paint(Colour.STRONG, document.summary().sentences().get(0)));
        out.line("%s, %s images in %s registries, %s probe results; all times are UTC"
                .formatted(
                        document.source(),
                        number(document.summary().images()),
                        number(document.summary().registries()),
                        number(document.summary().results())));
        if (document.reach().sentence() != null) {
            out.line(out.paint(Colour.WARN, document.reach().sentence()));
        }
        document.incidents().forEach(this::incident);
        heading("Audit");
        out.line(out.paint(
                document.audit().differences().isEmpty() ? Colour.GOOD : Colour.BAD,
                document.audit().sentence()));
        document.audit().differences().stream()
                .limit(MOST)
                .forEach(it -> out.line("  %s %s%n    recorded: %s%n    decided:  %s%n    inputs:   %s"
                        .formatted(
                                CLOCK.format(it.at()), shown(it.image()), it.recorded(), it.decided(), it.inputs())));
        if (document.whatIf() != null) {
            whatIf(document.whatIf());
        }
        if (events) {
            events(document.images());
        } else if (stories) {
            stories(document.images());
        } else {
            images(document.images());
        }
    }

    private void incident(Incident incident) {
        heading("Incident %d: %s".formatted(incident.number(), name(incident)));
        out.line(incident.sentence());
        incident.evidence().forEach(it -> out.line("  %6s  %s".formatted(number(it.count()), it.text())));
    }

    private static String name(Incident incident) {
        return switch (incident.cause()) {
            case STORAGE_GONE -> "storage gone";
            case REGISTRY_DOWN -> "registry down";
            case CREDENTIALS -> "credentials refused";
            case THROTTLED -> "throttled";
            case DELETION -> "deletion";
            case UNEXPLAINED -> "unexplained";
        };
    }

    private void whatIf(WhatIf whatIf) {
        heading("What if: " + whatIf.policy());
        out.line(whatIf.sentence());
        whatIf.changed().stream()
                .limit(MOST)
                .forEach(it -> out.line("  %s: %s → %s (%s)"
                        .formatted(
                                shown(it.image()),
                                it.was(),
                                it.would(),
                                String.format(
                                        Locale.ROOT,
                                        "%.1f min %s",
                                        Math.abs(it.minutes()),
                                        it.minutes() >= 0 ? "saved" : "added"))));
        more(whatIf.changed().size());
        whatIf.unknown().stream()
                .limit(MOST)
                .forEach(it -> out.line(
                        "  %s at %s: unknown, %s".formatted(shown(it.image()), CLOCK.format(it.at()), it.why())));
        more(whatIf.unknown().size());
    }

    private void images(List<ImageHistory> images) {
        List<ImageHistory> lost = images.stream()
                .filter(it -> it.lost() > 0 || it.lostMillis() > 0)
                .toList();
        if (lost.isEmpty()) {
            return;
        }
        heading("Images that were lost");
        lost.stream()
                .limit(MOST)
                .forEach(it -> out.line("  %-40s lost %d times, back %d times, ImageLost for %s s in all"
                        .formatted(shown(it.key()), it.lost(), it.recovered(), number(it.lostMillis() / 1_000))));
        more(lost.size());
        out.line("For a story: --image " + name(lost.get(0)));
    }

    private void stories(List<ImageHistory> images) {
        images.stream().limit(MOST).forEach(image -> {
            heading(shown(image.key()) + (image.target() == null ? "" : ", " + image.target()));
            image.story().forEach(line -> out.line("  " + CLOCK.format(line.at()) + "  " + line.text()));
        });
        more(images.size());
    }

    private record Told(ImageHistory image, StoryLine line) {}

    private void events(List<ImageHistory> images) {
        heading("Events");
        images.stream()
                .flatMap(image -> image.story().stream().map(line -> new Told(image, line)))
                .sorted(Comparator.comparing((Told told) -> told.line().at())
                        .thenComparing(told -> told.image().key()))
                .forEach(told -> out.line("  %s  %s  %s"
                        .formatted(
                                CLOCK.format(told.line().at()),
                                shown(told.image().key()),
                                told.line().text())));
    }

    private void more(int all) {
        if (all > MOST) {
            out.line("  … and %s more; all of them: --json".formatted(number(all - MOST)));
        }
    }

    private void heading(String text) {
        out.line("");
        out.line(out.paint(Colour.STRONG, text));
    }

    private static String name(ImageHistory image) {
        return image.namespace().isEmpty() ? image.name() : image.namespace() + "/" + image.name();
    }

    /** {@code team-a/ubuntu}; of a cluster-wide one its kind too. */
    private static String shown(String key) {
        String[] parts = key.split("/", -1);
        return parts[1].isEmpty() ? parts[2] + " (cluster-wide)" : parts[1] + "/" + parts[2];
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
