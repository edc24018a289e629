package io.rollcall.standalone.doctor;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.contract.kind.ResourceKind.EnumRequirement;
import io.rollcall.runtime.config.Mode;
import io.rollcall.statuswriter.kube.Preflight.Standing;
import io.rollcall.statuswriter.kube.Right;
import io.rollcall.watcher.cluster.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the watcher and the status-writer look at before they begin, a line for each thing. */
final class KindChecks {

    static final String CRD = "crd";
    static final String RIGHTS = "rights";

    private static final String WATCHER = "rights of the watcher";
    private static final String WRITER = "rights of the status-writer";

    private final io.rollcall.watcher.cluster.Preflight watcher;
    private final io.rollcall.statuswriter.kube.Preflight writer;
    private final Mode mode;

    KindChecks(
            io.rollcall.watcher.cluster.Preflight watcher, io.rollcall.statuswriter.kube.Preflight writer, Mode mode) {
        this.watcher = requireNonNull(watcher, "watcher is null");
        this.writer = requireNonNull(writer, "writer is null");
        this.mode = requireNonNull(mode, "mode is null");
    }

    static Finding skippedCrd(ResourceKind kind, String why) {
        return Finding.skipped(CRD, "CRD " + kind.crd(), why);
    }

    static Finding skippedRights(String why) {
        return Finding.skipped(RIGHTS, "rights of the watcher and the status-writer", why);
    }

    /** Whether the CRD is there and takes what is written. */
    List<Finding> crd(ResourceKind kind) {
        String about = "CRD " + kind.crd();
        List<Problem> problems = watcher.crd(kind);
        if (!problems.isEmpty()) {
            return problems.stream()
                    .map(problem -> wrong(kind, problem.sentence()))
                    .toList();
        }
        return List.of(writer.crd(kind)
                .map(finding -> wrong(kind, finding.sentence()))
                .orElseGet(() -> Finding.passed(CRD, about, "serves " + kind.version() + holds(kind))));
    }

    /** The sentence names the CRD, and so does the line. */
    private static Finding wrong(ResourceKind kind, String sentence) {
        return new Finding(
                CRD,
                "CRD " + kind.crd(),
                Result.Failed.of(sentence.replaceFirst("^[Tt]he CRD " + Pattern.quote(kind.crd()) + " ", "")));
    }

    private static String holds(ResourceKind kind) {
        return kind.requirements().stream()
                .map(requirement -> ", %s may be %s".formatted(requirement.path(), values(requirement)))
                .collect(Collectors.joining());
    }

    private static String values(EnumRequirement requirement) {
        return requirement.values().stream().sorted().collect(Collectors.joining(" and "));
    }

    /** Whether the watcher may watch. */
    List<Finding> watcherRights(ResourceKind kind) {
        List<Problem> problems = watcher.rights(kind);
        return problems.isEmpty()
                ? List.of(Finding.passed(RIGHTS, WATCHER, "get, list, watch " + kind.crd()))
                : problems.stream()
                        .map(problem -> new Finding(RIGHTS, WATCHER, Result.Failed.of(unnamed(problem.sentence()))))
                        .toList();
    }

    /** The sentence names the service, and so does the line. */
    private static String unnamed(String sentence) {
        return sentence.replaceFirst("^the watcher may ", "it may ");
    }

    /** Whether the status-writer may do what its mode needs. */
    List<Finding> writerRights() {
        List<Finding> findings = new ArrayList<>();
        for (Right right : writer.rights()) {
            Standing standing = writer.standing(right);
            if (standing instanceof Standing.Unknown unknown) {
                return List.of(new Finding(RIGHTS, WRITER, Result.Failed.of(unknown.sentence())));
            }
            findings.add(
                    standing instanceof Standing.Missing
                            ? Finding.failed(RIGHTS, WRITER, "it may not " + right.inWords(), writer.grant())
                            : Finding.passed(RIGHTS, WRITER, right.inWords()));
        }
        notNeeded().ifPresent(findings::add);
        return findings;
    }

    private Optional<Finding> notNeeded() {
        return mode == Mode.WRITE
                ? Optional.empty()
                : Optional.of(Finding.skipped(
                        RIGHTS, WRITER, "patch and create events are of no need in mode observe (see --mode write)"));
    }
}
