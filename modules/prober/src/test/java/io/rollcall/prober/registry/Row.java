package io.rollcall.prober.registry;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.probe.HttpEvidence;
import io.rollcall.contract.probe.Verdict.Inconclusive;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One case and what was observed of it, in the words of {@code docs/verdicts.md}: nothing in it changes from run to run. */
record Row(String what, String head, String get, String code, String verdict, String breaker)
        implements Comparable<Row> {
    static final String TITLES = """
            | case | HEAD | GET | error code | verdict | the breaker counts |
            |---|---|---|---|---|---|
            """;

    private static final String NONE = "–";
    private static final String SILENCE = "no answer";
    private static final Set<Integer> CONFIRMED = Set.of(404, 400);
    private static final Set<String> ABSENCES = Set.of("MANIFEST_UNKNOWN", "NAME_UNKNOWN", "BLOB_UNKNOWN");
    private static final List<String> ORDER = List.of("present", "absent", "inconclusive");

    Row {
        requireNonNull(what, "what is null");
    }

    static Row of(String what, Answer answer) {
        HttpEvidence seen = answer.evidence();
        boolean confirmed = seen.status() != null && CONFIRMED.contains(seen.status());
        return new Row(
                what,
                seen.status() == null ? SILENCE : seen.status().toString(),
                seen.confirmStatus() != null ? seen.confirmStatus().toString() : confirmed ? SILENCE : NONE,
                seen.errorCode() == null ? NONE : seen.errorCode(),
                answer.verdict().is() + (answer.verdict() instanceof Inconclusive it ? ": " + it.reason() : ""),
                answer.verdict().counts().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    static boolean isOne(String line) {
        return line.startsWith("| ") && !TITLES.contains(line);
    }

    /** @param line as {@link #line} writes it */
    static Row parse(String line) {
        String[] cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
        return new Row(cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]);
    }

    String line() {
        return "| " + String.join(" | ", what, head, get, code, verdict, breaker) + " |";
    }

    boolean isAbsent() {
        return verdict.equals("absent");
    }

    /** Whether the registry said twice, the second time in its own words, that it does not have it. */
    boolean isConfirmedAbsence() {
        return head.equals("404") && get.equals("404") && ABSENCES.contains(code);
    }

    @Override
    public int compareTo(Row other) {
        return Comparator.comparing((Row row) -> ORDER.indexOf(row.verdict.replaceFirst(":.*", "")))
                .thenComparing(Row::verdict)
                .thenComparing(Row::what)
                .compare(this, other);
    }
}
