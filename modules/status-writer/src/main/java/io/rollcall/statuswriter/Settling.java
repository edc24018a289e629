package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.probe.ProbeRequest;
import io.rollcall.contract.rules.Change;
import io.rollcall.contract.rules.Decision;
import io.rollcall.contract.transition.Outcome;
import io.rollcall.runtime.config.Mode;
import io.rollcall.runtime.log.LogKeys;
import io.rollcall.statuswriter.kube.ApiAnswer;
import io.rollcall.statuswriter.kube.Preflight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One result on its way to being settled. What is done stays done: a further pass takes up where the last one met trouble.
 * The order is the delivery argument: the object, then its Event, and only then what the transaction will hold.
 */
final class Settling {
    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);

    private static final Trouble FORGOTTEN = new Trouble(Trouble.Sort.BUS, "what was told of it before cannot be read");

    private final Candidate candidate;
    private final Settler.Tools tools;
    private final Map<String, Note> notes = new HashMap<>();
    private final List<Note> inOrder = new ArrayList<>();
    private final List<ProbeRequest> requests = new ArrayList<>();
    private final Deque<Told> events = new ArrayDeque<>();
    /** As it was read last, with what was written to it since. */
    private JsonNode object;

    private ImageState state;
    private boolean vanished;
    private boolean denied;
    private boolean acted;
    /** Of the last patch; null where it took effect for sure, or surely cannot. */
    private Doubt doubt;
    /** What stands in the object may not be told yet, and whether it is could not be learnt. */
    private boolean untold;
    /** Why the last patch did not succeed. */
    private Trouble unwritten;

    /** An Event that is still to be created, about the object as it stands with the change in it. */
    private record Told(Change change, JsonNode object) {}

    Settling(Candidate candidate, Settler.Tools tools) {
        this.candidate = requireNonNull(candidate, "candidate is null");
        this.tools = requireNonNull(tools, "tools is null");
    }

    /**
     * @param mayWrite false where time is up, and all that is left is to learn and to tell what became of an earlier patch
     * @return empty once all is done; else what kept it from being done
     */
    Optional<Trouble> proceed(boolean mayWrite) {
        if (!acted) {
            Optional<Trouble> trouble = act(mayWrite);
            if (trouble.isPresent()) {
                return trouble;
            }
            acted = true;
        }
        return tell();
    }

    Settlement settlement() {
        return new Settlement(inOrder, requests);
    }

    /** Whether a patch may yet take effect, or may have without being told: then it must not be given up. */
    boolean isInDoubt() {
        return doubt != null || untold;
    }

    /**
     * Ends it as it stands. What was written counts, if need be without its Event; of the rest, fresh evidence is due.
     *
     * @param patience how long the next try is put off: what has lasted that long is not over in a second
     */
    void giveUp(Trouble trouble, Duration patience) {
        events.forEach(told -> log(told.change().name(), "no Event", trouble.why()));
        events.clear();
        if (!acted) {
            String why = "not written in time: " + trouble.why();
            note(tools.notes().unchanged(candidate, Outcome.CONFLICTED, why, state));
            retry(patience);
        }
    }

    private Optional<Trouble> act(boolean mayWrite) {
        Instant asked = tools.clock().instant();
        ApiAnswer answer = tools.api().get(candidate.kind(), candidate.result().key());
        if (answer instanceof ApiAnswer.NotFound) {
            doubt = null;
            untold = false;
            note(tools.notes().unchanged(candidate, Outcome.MOOT, "the object is gone", null));
            return Optional.empty();
        }
        if (!(answer instanceof ApiAnswer.Ok ok)) {
            return Optional.of(Trouble.of(answer));
        }
        if (doubt != null && !doubt.remains(ok.body(), asked)) {
            doubt = null;
        }
        untold = false;
        object = ok.body();
        state = tools.projection().of(candidate.kind(), object);
        Decision decision = candidate
                .kind()
                .rules()
                .decide(
                        state,
                        candidate.result(),
                        candidate.policy(),
                        tools.clock().instant());
        if (decision instanceof Decision.Act act) {
            return apply(act.changes(), mayWrite);
        }
        if (doubt != null) {
            // Rules that go by the time may think better of it; the patch that was sent may not.
            return Optional.of(unwritten);
        }
        if (decision instanceof Decision.Stale stale) {
            note(tools.notes().unchanged(candidate, Outcome.STALE, stale.why(), state));
            retry(Retries.afterStale(candidate.result(), state, tools.clock().instant()));
        }
        return Optional.empty();
    }

    private Optional<Trouble> apply(List<Change> changes, boolean mayWrite) {
        for (Change change : changes) {
            Optional<Trouble> trouble = notes.containsKey(change.id()) ? Optional.empty() : apply(change, mayWrite);
            if (trouble.isPresent()) {
                return trouble;
            }
        }
        return Optional.empty();
    }

    private Optional<Trouble> apply(Change change, boolean mayWrite) {
        Optional<Write> write = Write.of(change, object);
        if (write.isPresent() && change.isIn(object)) {
            return complete(change, mayWrite);
        } else if (write.isEmpty() && tools.mode() == Mode.WRITE) {
            inEffect(change, tools.notes().written(candidate, change, state, null));
            return Optional.empty();
        }
        Optional<Precedent> before = before(change);
        if (before.isEmpty()) {
            return Optional.of(FORGOTTEN);
        } else if (tools.mode() == Mode.OBSERVE) {
            observe(change, before.get());
            return Optional.empty();
        } else if (before.get().isContested(tools.clock().instant())) {
            leave(change, before.get());
            return Optional.empty();
        }
        return mayWrite || unwritten == null ? patch(change, write.get()) : Optional.of(unwritten);
    }

    /**
     * It stands in the object. The first evidence of a verdict comes again only where its telling was not committed. A later
     * one of the same second is the same change, by the same id, and whoever settled the first may have told it. Where that
     * cannot be learnt in time it is told: twice by one id rather than never.
     */
    private Optional<Trouble> complete(Change change, boolean mayWait) {
        Optional<Precedent> before = candidate.result().consecutive() == 1
                ? Optional.of(Precedent.NONE)
                : tools.precedents().of(candidate.result(), change);
        untold = before.isEmpty() && mayWait;
        if (untold) {
            return Optional.of(FORGOTTEN);
        }
        if (before.isEmpty() || !before.get().writes().containsKey(change.id())) {
            inEffect(change, tools.notes().completed(candidate, change, state));
        }
        return Optional.empty();
    }

    private Optional<Trouble> patch(Change change, Write write) {
        ApiAnswer answer =
                tools.api().patch(candidate.kind(), candidate.result().key(), write.where(), write.patch());
        if (answer instanceof ApiAnswer.Ok ok) {
            doubt = null;
            object = ok.body();
            String version = object.path("metadata").path("resourceVersion").asText();
            inEffect(change, tools.notes().written(candidate, change, state, version));
        } else if (doubt != null || !refused(change, write, answer)) {
            if (answer instanceof ApiAnswer.Unavailable) {
                doubt = Doubt.of(object, tools.clock().instant());
            }
            unwritten = denied ? new Trouble(Trouble.Sort.CONFLICT, answer.message()) : Trouble.of(answer);
            return Optional.of(unwritten);
        }
        return Optional.empty();
    }

    /**
     * The first evidence of a verdict has none, nor is any looked for once a patch was sent. Only a phase follows from the
     * verdict alone: what else is written may change while that stands.
     */
    private Optional<Precedent> before(Change change) {
        return candidate.result().consecutive() == 1 || unwritten != null || !(change instanceof Change.PhaseChange)
                ? Optional.of(Precedent.NONE)
                : tools.precedents().of(candidate.result(), change);
    }

    private void observe(Change change, Precedent before) {
        if (!before.told().contains(Outcome.OBSERVED)) {
            note(tools.notes().observed(candidate, change, state), change);
        }
    }

    private void leave(Change change, Precedent before) {
        if (!before.told().contains(Outcome.CONTESTED)) {
            note(tools.notes().contested(candidate, change, state, LastWriter.of(object)), change);
        }
    }

    private void inEffect(Change change, Note note) {
        note(note, change);
        if (change.event() != null && tools.mode() == Mode.WRITE) {
            events.add(new Told(change, object));
        }
    }

    /**
     * A first 404 may mean that the object went between read and write; a second, after it was read again, cannot. A first
     * 403 may come from just before the right was granted; likewise.
     */
    private boolean refused(Change change, Write write, ApiAnswer answer) {
        String crd = candidate.kind().crd();
        if (answer instanceof ApiAnswer.Invalid invalid) {
            refuse(
                    change,
                    "The API server does not take " + change.name() + " of "
                            + candidate.result().key() + " (" + invalid.message() + "); upgrade the CRD " + crd
                            + " to a version that allows it.");
            return true;
        }
        if (answer instanceof ApiAnswer.NotFound && vanished) {
            refuse(
                    change,
                    "The object " + candidate.result().key() + " exists but its /status does not; the CRD " + crd
                            + " needs the status subresource.");
            return true;
        }
        boolean again = denied;
        denied = answer instanceof ApiAnswer.Forbidden forbidden && isDenied(forbidden, write);
        if (denied && again) {
            refuse(
                    change,
                    "The API server denies " + change.name() + " of "
                            + candidate.result().key() + " (" + answer.message()
                            + ") although RBAC grants it; let the admission policy that denies it allow the status-writer.");
            return true;
        }
        vanished = answer instanceof ApiAnswer.NotFound;
        return false;
    }

    /** Where the right is there, it is not RBAC that refuses, and to wait for a grant would be to wait for ever. */
    private boolean isDenied(ApiAnswer.Forbidden forbidden, Write write) {
        return !forbidden.terminating()
                && Preflight.grantsPatch(
                        tools.api(), candidate.kind(), candidate.result().key(), write.where());
    }

    private void refuse(Change change, String sentence) {
        note(tools.notes().refused(candidate, change, state, sentence), change);
    }

    /** Creates the Events that are due. One that cannot be created ever is given up: the change it tells of stands. */
    private Optional<Trouble> tell() {
        for (Told told = events.peek(); told != null; told = events.peek()) {
            ApiAnswer answer = tools.api()
                    .createEvent(
                            KubeEvents.namespace(told.object()), tools.events().of(told.change(), told.object()));
            if (answer instanceof ApiAnswer.Unavailable
                    || answer instanceof ApiAnswer.Throttled
                    || answer instanceof ApiAnswer.Unauthenticated) {
                return Optional.of(Trouble.of(answer));
            }
            if (!(answer instanceof ApiAnswer.Ok || answer instanceof ApiAnswer.Conflict)) {
                log(
                        told.change().name(),
                        "no Event",
                        Trouble.of(answer).why() + "; grant create on events if a right is missing");
            }
            events.remove();
        }
        return Optional.empty();
    }

    private void retry(Duration later) {
        Retries.of(candidate.result(), state, tools.clock().instant(), later).ifPresent(requests::add);
    }

    private void note(Note note, Change change) {
        notes.put(change.id(), note);
        note(note);
    }

    private void note(Note note) {
        inOrder.add(note);
        log(
                note.transition().change(),
                note.transition().outcome().name(),
                note.transition().why());
    }

    private void log(String change, String outcome, String why) {
        LOG.atInfo()
                .addKeyValue(LogKeys.IMAGE, candidate.result().key())
                .addKeyValue(LogKeys.TARGET, candidate.result().target())
                .addKeyValue(LogKeys.OUTCOME, outcome)
                .addKeyValue(LogKeys.REASON, why)
                .log(change);
    }
}
