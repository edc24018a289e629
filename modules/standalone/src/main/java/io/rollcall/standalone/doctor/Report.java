package io.rollcall.standalone.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.standalone.terminal.Colour;
import io.rollcall.standalone.terminal.Terminal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells findings: a line each, as they come, and a summary; or one JSON document at the end. */
final class Report {

    private final Terminal terminal;
    private final boolean json;
    private final List<Finding> findings = new ArrayList<>();

    Report(Terminal terminal, boolean json) {
        this.terminal = terminal;
        this.json = json;
    }

    void tell(List<Finding> more) {
        findings.addAll(more);
        if (!json) {
            more.forEach(finding -> terminal.line(finding.line(terminal)));
        }
    }

    boolean anyFailed() {
        return findings.stream().anyMatch(Finding::isFailed);
    }

    void end(int exitCode, Duration took) {
        if (json) {
            terminal.line(document(exitCode, took));
            return;
        }
        terminal.line("");
        terminal.line(summary(took));
        if (!anyFailed()) {
            terminal.line("Next: 'rollcall up' with the same options.");
        }
    }

    private String summary(Duration took) {
        long failed = count(Result.Failed.class);
        String headline = failed == 0
                ? terminal.paint(Colour.GOOD, "Nothing is wrong")
                : terminal.paint(Colour.BAD, failed == 1 ? "1 thing is wrong" : failed + " things are wrong");
        String rest = Stream.of(
                        some(count(Result.Warned.class), "worth a look"),
                        some(count(Result.Passed.class), "right"),
                        some(count(Result.Skipped.class), "not looked at"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        return "%s; %s (%.1f s).".formatted(headline, rest, took.toMillis() / 1000.0);
    }

    private static String some(long count, String what) {
        return count == 0 ? "" : count + " " + what;
    }

    private long count(Class<? extends Result> type) {
        return findings.stream()
                .filter(finding -> type.isInstance(finding.result()))
                .count();
    }

    private String document(int exitCode, Duration took) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("ok", exitCode == 0)
                .put("exitCode", exitCode)
                .put("passed", count(Result.Passed.class))
                .put("warned", count(Result.Warned.class))
                .put("failed", count(Result.Failed.class))
                .put("skipped", count(Result.Skipped.class))
                .put("millis", took.toMillis());
        ArrayNode checks = document.putArray("checks");
        findings.forEach(finding -> checks.add(finding.json()));
        return document.toString();
    }
}
