package io.rollcall.standalone.demo;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.standalone.terminal.Terminal;
import java.util.List;
import java.util.Map;

/**
 * For a program: one JSON object a line. Those of a step bear {@code t}, in seconds, {@code step} and {@code state}
 * ({@code began}, {@code seen}); the last bears {@code result}: {@code ok} or {@code failed}.
 */
final class JsonReport implements Report {

    private static final JsonMapper JSON = new JsonMapper();

    private final Terminal terminal;
    private final Stopwatch watch;
    private Step current = Step.START;

    JsonReport(Terminal terminal, Stopwatch watch) {
        this.terminal = requireNonNull(terminal, "terminal is null");
        this.watch = requireNonNull(watch, "watch is null");
    }

    @Override
    public void opened(int images, List<Part> parts) {
        ObjectNode line = at("open").put("images", images);
        ArrayNode list = line.putArray("parts");
        parts.forEach(part -> list.addObject()
                .put("name", part.name())
                .put("real", part.real())
                .put("is", part.words()));
        ObjectNode speeds = line.putObject("speeds");
        speeds.putObject("sweep").put("here", Speeds.SWEEP).put("production", Speeds.SWEEP_IN_PRODUCTION);
        speeds.putObject("recheck").put("here", Speeds.RECHECK).put("production", Speeds.RECHECK_IN_PRODUCTION);
        print(line);
    }

    @Override
    public void began(Step step, String deed) {
        current = step;
        print(at(step.id()).put("state", "began").put("deed", deed));
    }

    @Override
    public void progress(Step step, Tally tally) {
        // a program waits for what is seen
    }

    @Override
    public void seen(Step step, List<String> told, Map<String, Object> numbers) {
        ObjectNode line = at(step.id()).put("state", "seen").put("told", String.join("; ", told));
        numbers.forEach((name, number) -> line.set(name, JSON.valueToTree(number)));
        print(line);
    }

    @Override
    public void keeping(List<Address> addresses) {
        ObjectNode line = at("keep");
        ObjectNode all = line.putObject("addresses");
        addresses.forEach(address -> all.put(address.name(), address.address()));
        print(line);
    }

    @Override
    public void ended(Summary summary, boolean kept) {
        ObjectNode line = JSON.createObjectNode()
                .put("result", "ok")
                .put("seconds", seconds())
                .put("images", summary.images())
                .put("lost", summary.lost())
                .put("recovered", summary.recovered());
        line.set("probes", JSON.valueToTree(summary.probes()));
        ObjectNode times = line.putObject("phaseSeconds");
        summary.times().forEach((step, spread) -> times.set(step.id(), JSON.valueToTree(Told.seconds(spread))));
        print(line);
    }

    @Override
    public void failed(Failure failure) {
        print(JSON.createObjectNode()
                .put("result", "failed")
                .put("step", failure.step().id())
                .put("why", failure.why())
                .put("look", failure.look()));
    }

    @Override
    public void interrupted() {
        print(JSON.createObjectNode()
                .put("result", "failed")
                .put("step", current.id())
                .put("why", "It was asked to stop."));
    }

    private ObjectNode at(String step) {
        return JSON.createObjectNode().put("t", seconds()).put("step", step);
    }

    private double seconds() {
        return watch.elapsed().toMillis() / 1000.0;
    }

    private void print(ObjectNode line) {
        terminal.line(line.toString());
    }
}
