package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.alert.AlertType;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.kind.Projection;
import io.rollcall.contract.policy.Hashes;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.rules.Change;
import io.rollcall.contract.transition.Outcome;
import io.rollcall.contract.transition.Transition;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Words what became of a result. The same evidence gives the same ids, however often it is delivered; what a sweep finds
 * again and again (nothing may be written, or nothing can be) bears the id of the time since when it has been so.
 */
final class Notes {
    /** The name of no change: of an outcome that came before any was decided. */
    static final String NO_CHANGE = "none";

    private static final int ID_LENGTH = 20;

    private final String cluster;
    private final Incidents incidents;
    private final Clock clock;
    /** A policy's version is a digest; there are as many policies as were ever configured. */
    private final Map<ProbePolicy, String> versions = new ConcurrentHashMap<>();

    Notes(String cluster, Incidents incidents, Clock clock) {
        this.cluster = requireNonNull(cluster, "cluster is null");
        this.incidents = requireNonNull(incidents, "incidents is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** @param version the resourceVersion that the write made; null where the change writes nothing to the object */
    Note written(Candidate candidate, Change change, ImageState state, String version) {
        return inEffect(candidate, change, state, version, "");
    }

    /** An earlier delivery had written it, and may not have come to tell. */
    Note completed(Candidate candidate, Change change, ImageState state) {
        return inEffect(candidate, change, state, null, "; an earlier delivery of this result had written it");
    }

    /** Nothing is written in this mode; told once as long as the verdict stays the same. */
    Note observed(Candidate candidate, Change change, ImageState state) {
        String why = inWords(candidate.result()) + "; the mode is observe";
        Transition transition = transition(candidate, change.id(), change.name(), Outcome.OBSERVED, why, state, null);
        String id = sinceId(candidate.result(), change, "observed");
        return new Note(transition, alert(change, candidate.result(), id, "observe"), id);
    }

    /** The API server will not take the change; told once as long as the verdict stays the same. */
    Note refused(Candidate candidate, Change change, ImageState state, String sentence) {
        Transition transition =
                transition(candidate, change.id(), change.name(), Outcome.REFUSED, sentence, state, null);
        String id = sinceId(candidate.result(), change, "unwritable");
        return new Note(
                transition,
                unwritten(candidate.result(), id, AlertType.IMAGE_UNWRITABLE, details(change, sentence)),
                id);
    }

    /**
     * Another writer keeps reversing the change; told once as long as the verdict stays the same.
     *
     * @param writer who wrote the object last, where that is known
     */
    Note contested(Candidate candidate, Change change, ImageState state, Optional<String> writer) {
        String sentence = "another writer%s has twice within %d minutes reversed %s, though the verdict is %s"
                .formatted(
                        writer.map(it -> " (the last was " + it + ")").orElse(""),
                        Precedent.WINDOW.toMinutes(),
                        change.name(),
                        candidate.result().verdict().is());
        Transition transition =
                transition(candidate, change.id(), change.name(), Outcome.CONTESTED, sentence, state, null);
        String id = sinceId(candidate.result(), change, "contested");
        ObjectNode details = details(
                change,
                "Another writer has twice within %d minutes reversed what the verdict %s says; the image is left alone until the verdict changes. Stop that writer%s, or set the annotation %s on the image."
                        .formatted(
                                Precedent.WINDOW.toMinutes(),
                                candidate.result().verdict().is(),
                                writer.map(it -> " (" + it + " wrote last)").orElse(""),
                                Projection.SUSPEND));
        writer.ifPresent(it -> details.put("writer", it));
        return new Note(transition, unwritten(candidate.result(), id, AlertType.IMAGE_CONTESTED, details), id);
    }

    /** @param state null where the object could not be read, or is gone */
    Note unchanged(Candidate candidate, Outcome outcome, String why, ImageState state) {
        ProbeResult result = candidate.result();
        String id = Hashes.hex(
                String.join(
                        "|", result.uid(), result.askId(), result.startedAt().toString(), outcome.name()),
                ID_LENGTH);
        Transition transition = transition(candidate, id, NO_CHANGE, outcome, why, state, null);
        return new Note(transition, null, key(transition));
    }

    private Note inEffect(Candidate candidate, Change change, ImageState state, String version, String more) {
        String why = inWords(candidate.result()) + more;
        Transition transition = transition(candidate, change.id(), change.name(), Outcome.WRITTEN, why, state, version);
        return new Note(transition, alert(change, candidate.result(), change.id(), "write"), key(transition));
    }

    private Transition transition(
            Candidate candidate,
            String id,
            String change,
            Outcome outcome,
            String why,
            ImageState state,
            String version) {
        return new Transition(
                Transition.SCHEMA_VERSION,
                cluster,
                id,
                candidate.result().key(),
                candidate.result().uid(),
                change,
                outcome,
                why,
                candidate.cause(),
                candidate.result(),
                state == null ? null : state.facts(),
                state == null ? null : state.resourceVersion(),
                version,
                versions.computeIfAbsent(candidate.policy(), ProbePolicy::version),
                clock.instant(),
                state == null ? null : state.uid(),
                candidate.policy().confirmations());
    }

    /** The alert's time is the evidence's, so that it is told again word for word. */
    private Alert alert(Change change, ProbeResult result, String id, String mode) {
        if (change.alert() == null) {
            return null;
        }
        ObjectNode details = change.alert().details().deepCopy();
        details.put("change", change.name()).put("mode", mode);
        if (change.alert().type().equals(AlertType.IMAGE_LOST)) {
            incidents.of(result.target()).ifPresent(incident -> details.put("incident", incident));
        }
        return Alert.of(id, cluster, change.alert().type(), result.key().toString(), result.startedAt(), details);
    }

    private static ObjectNode details(Change change, String message) {
        ObjectNode details = change.alert() == null
                ? JsonNodeFactory.instance.objectNode()
                : change.alert().details().deepCopy();
        return details.put("change", change.name()).put("mode", "write").put("message", message);
    }

    private Alert unwritten(ProbeResult result, String id, AlertType type, ObjectNode details) {
        return Alert.of(id, cluster, type, result.key().toString(), result.startedAt(), details);
    }

    private static String sinceId(ProbeResult result, Change change, String sort) {
        return Hashes.hex(
                String.join(
                        "|",
                        result.uid(),
                        change.name(),
                        sort,
                        result.verdictSince().toString()),
                ID_LENGTH);
    }

    private static String key(Transition transition) {
        return transition.outcome() + "|" + transition.id();
    }

    private static String inWords(ProbeResult result) {
        return "the verdict is " + result.verdict().is() + ", " + result.consecutive() + " in a row";
    }
}
