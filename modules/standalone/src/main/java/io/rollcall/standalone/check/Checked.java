package io.rollcall.standalone.check;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.probe.HttpEvidence;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.prober.registry.Answer;
import io.rollcall.standalone.cli.ExitCode;
import io.rollcall.standalone.terminal.Colour;
import io.rollcall.standalone.terminal.Terminal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One reference and what its registry said.
 *
 * @param steps how it came about; empty where nobody wanted to know
 */
public record Checked(ImageReference reference, Answer answer, List<ExplainedStep> steps) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int VERDICT_WIDTH = "inconclusive".length() + 2;

    /** Refuses nulls. */
    public Checked {
        requireNonNull(reference, "reference is null");
        requireNonNull(answer, "answer is null");
        steps = List.copyOf(steps);
    }

    /** Unexplained. */
    public Checked(ImageReference reference, Answer answer) {
        this(reference, answer, List.of());
    }

    /** The exit code that this one answer makes. */
    int exitCode() {
        if (answer.verdict() instanceof Verdict.Present) {
            return ExitCode.OK;
        }
        return answer.verdict() instanceof Verdict.Absent ? ExitCode.FAILED : ExitCode.INCONCLUSIVE;
    }

    /** Absent wins over inconclusive, and inconclusive over present. */
    static int exitCode(List<Checked> all) {
        List<Integer> codes = all.stream().map(Checked::exitCode).toList();
        if (codes.contains(ExitCode.FAILED)) {
            return ExitCode.FAILED;
        }
        return codes.contains(ExitCode.INCONCLUSIVE) ? ExitCode.INCONCLUSIVE : ExitCode.OK;
    }

    /** What to do about all that is inconclusive, a line for each reason. */
    static List<String> help(List<Checked> all) {
        return all.stream()
                .flatMap(checked -> checked.reason().stream())
                .distinct()
                .map(reason -> reason + ": " + reason.help())
                .toList();
    }

    private Optional<Reason> reason() {
        return answer.verdict() instanceof Verdict.Inconclusive inconclusive
                ? Optional.of(inconclusive.reason())
                : Optional.empty();
    }

    /** One line for a person; references are {@code width} wide. */
    String line(Terminal terminal, int width) {
        Colour colour =
                switch (exitCode()) {
                    case ExitCode.OK -> Colour.GOOD;
                    case ExitCode.FAILED -> Colour.BAD;
                    default -> Colour.WARN;
                };
        String text = reference.canonical();
        return terminal.cell(colour, answer.verdict().is(), VERDICT_WIDTH)
                + text
                + " ".repeat(Math.max(0, width - text.length()) + 2)
                + words();
    }

    /** Why, in words. */
    public String words() {
        if (answer.verdict() instanceof Verdict.Present present) {
            String detail = answer.evidence().detail();
            return detail == null ? present.digest() : present.digest() + " (" + detail + ")";
        }
        String why = reason().map(Reason::inWords).orElse("the registry itself says that it does not have it");
        List<String> ground = ground();
        return ground.isEmpty() ? why : why + " (" + String.join(", ", ground) + ")";
    }

    private List<String> ground() {
        HttpEvidence evidence = answer.evidence();
        List<String> ground = new ArrayList<>();
        if (evidence.status() != null) {
            ground.add("HTTP " + (evidence.confirmStatus() == null ? evidence.status() : evidence.confirmStatus()));
        }
        if (evidence.errorCode() != null) {
            ground.add(evidence.errorCode());
        }
        if (evidence.detail() != null) {
            ground.add(evidence.detail());
        }
        if (answer.verdict() instanceof Verdict.Inconclusive inconclusive && inconclusive.retryAfterMillis() != null) {
            ground.add("for " + (inconclusive.retryAfterMillis() + 999) / 1000 + " s");
        }
        return ground;
    }

    /** One JSON object on one line. */
    String json() {
        ObjectNode object = JSON.createObjectNode()
                .put("reference", reference.canonical())
                .put("verdict", answer.verdict().is());
        if (answer.verdict() instanceof Verdict.Present present) {
            object.put("digest", present.digest());
        } else if (answer.verdict() instanceof Verdict.Absent absent) {
            object.put("reason", absent.code());
        } else if (answer.verdict() instanceof Verdict.Inconclusive inconclusive) {
            object.put("reason", inconclusive.reason().name());
            object.put("retryAfterMillis", inconclusive.retryAfterMillis());
        }
        reason().ifPresent(reason -> object.put("help", reason.help()));
        object.put("words", words())
                .put("status", answer.evidence().status())
                .put("confirmStatus", answer.evidence().confirmStatus())
                .put("startedAt", answer.startedAt().toString())
                .put(
                        "millis",
                        Duration.between(answer.startedAt(), answer.probedAt()).toMillis());
        if (!steps.isEmpty()) {
            ArrayNode told = object.put("requests", answer.requests()).putArray("steps");
            steps.forEach(step -> told.add(step.json()));
        }
        object.properties().removeIf(field -> field.getValue().isNull());
        return object.toString();
    }
}
