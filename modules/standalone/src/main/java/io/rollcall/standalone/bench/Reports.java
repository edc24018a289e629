package io.rollcall.standalone.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.standalone.terminal.Colour;
import io.rollcall.standalone.terminal.Terminal;

/** How what was measured is told: a row of a table, or an object of JSON, a line each. */
final class Reports {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ROW = "%-20s %12s %-10s %12s  %-6s %s";

    private Reports() {}

    static String json(Measured measured) {
        ObjectNode line = JSON.createObjectNode()
                .put("bench", measured.bench())
                .put("value", Numbers.rounded(measured.value()))
                .put("unit", measured.unit())
                .put("target", measured.target().shown())
                .put("met", measured.met());
        measured.inputs().forEach((name, value) -> line.set(name, JSON.valueToTree(value)));
        ArrayNode runs = line.putArray("runs");
        measured.runs().forEach(run -> runs.add(Numbers.rounded(run)));
        return line.toString();
    }

    static String head() {
        return ROW.formatted("bench", "median", "", "target", "met", "runs").stripTrailing();
    }

    static String row(Measured measured, Terminal terminal) {
        String met = terminal.cell(
                measured.met() ? Colour.GOOD : Colour.WARN, measured.met() ? "yes" : "no", "missed".length());
        return "%-20s %12s %-10s %12s  %s %d, %s to %s"
                .formatted(
                        measured.bench(),
                        Numbers.shown(measured.value()),
                        measured.unit(),
                        measured.target().shown(),
                        met,
                        measured.runs().size(),
                        Numbers.shown(measured.least()),
                        Numbers.shown(measured.most()));
    }
}
