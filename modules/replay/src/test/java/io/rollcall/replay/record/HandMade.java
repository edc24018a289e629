package io.rollcall.replay.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.image.Purpose;
import io.rollcall.contract.kind.ImageKinds;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.BreakerState;
import io.rollcall.contract.probe.HttpEvidence;
import io.rollcall.contract.probe.Occasion;
import io.rollcall.contract.probe.ProbeRequest;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.contract.rules.Change;
import io.rollcall.contract.rules.Decision;
import io.rollcall.contract.transition.Cause;
import io.rollcall.contract.transition.Outcome;
import io.rollcall.contract.transition.Transition;
import io.rollcall.replay.incident.Reach;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A window made by hand: times are seconds from its begin, and an image is what its last transition made of it. */
public final class HandMade implements Source {
    public static final Instant BEGIN = Instant.parse("2026-11-21T03:00:00Z");
    public static final String HOST = "dvcr.example.com";
    private static final Instant LONG_AGO = Instant.parse("2026-11-01T00:00:00Z");
    private static final int PARTITION = 0;

    private final List<Entry> states = new ArrayList<>();
    private final List<Entry> records = new ArrayList<>();
    private final Map<String, ImageState> images = new HashMap<>();
    private final Map<String, ProbeResult> last = new HashMap<>();
    private final Map<Sort, Long> offsets = new HashMap<>();
    private final long seconds;
    private Reach found = Reach.WHOLE;
    private Reach reach = Reach.WHOLE;

    /** An empty window of so many seconds. */
    public HandMade(long seconds) {
        this.seconds = seconds;
    }

    public static Instant at(double second) {
        return BEGIN.plusMillis((long) (second * 1_000));
    }

    public static ImageKey key(String name) {
        return new ImageKey("virtualimages.virtualization.deckhouse.io", "team-a", name);
    }

    static String target(String name) {
        return HOST + "/vi/team-a/" + name + ":1";
    }

    /** Who reads it finds that not all of it is there. */
    void reaching(Reach shorter) {
        found = shorter;
    }

    /** They are Ready, and have been for long. */
    public HandMade ready(String... names) {
        for (String name : names) {
            ObjectNode facts = JsonNodeFactory.instance
                    .objectNode()
                    .put("phase", "Ready")
                    .put("storage", "ContainerRegistry")
                    .put("registryURL", target(name))
                    .put("readyReason", "Ready")
                    .put("readyTransitionTime", LONG_AGO.toString());
            ImageState state =
                    new ImageState(1, "prod", key(name), "uid-" + name, "100", 1, false, null, List.of(), facts);
            images.put(name, state);
            states.add(entry(
                    Sort.IMAGES,
                    LONG_AGO,
                    key(name),
                    EventCodec.of(ImageState.class).encode(state)));
        }
        return this;
    }

    public ProbeResult present(String name, double second) {
        return answer(name, second, new Verdict.Present("sha256:aa"), new HttpEvidence(200, null, null, null, null));
    }

    public ProbeResult absent(String name, double second) {
        return answer(
                name,
                second,
                new Verdict.Absent("MANIFEST_UNKNOWN"),
                new HttpEvidence(404, 404, "MANIFEST_UNKNOWN", null, null));
    }

    public ProbeResult failed(String name, double second, Reason reason, Integer status) {
        return answer(name, second, new Verdict.Inconclusive(reason), new HttpEvidence(status, null, null, null, null));
    }

    private ProbeResult answer(String name, double second, Verdict verdict, HttpEvidence evidence) {
        ProbeResult before = last.get(name);
        boolean again = before != null && before.verdict().sameSortAs(verdict);
        ImageState state = images.get(name);
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        context.set("phase", state.facts().path("phase"));
        context.set("readyTransitionTime", state.facts().path("readyTransitionTime"));
        boolean lost = state.facts().path("phase").asText().equals("ImageLost");
        ProbeResult result = new ProbeResult(
                1,
                "prod",
                state.key(),
                state.uid(),
                state.resourceVersion(),
                target(name),
                "presence",
                Purpose.PRESENCE,
                context,
                verdict,
                evidence,
                again ? before.consecutive() + 1 : 1,
                again ? before.verdictSince() : at(second),
                lost ? Trigger.RECHECK : Trigger.SWEEP,
                "e-1",
                at(second),
                at(second),
                at(second),
                ProbePolicy.DEFAULT.version(),
                BreakerState.CLOSED);
        last.put(name, result);
        put(
                Sort.RESULTS,
                at(second),
                state.key(),
                EventCodec.of(ProbeResult.class).encode(result));
        return result;
    }

    /** The status-writer decides on it a tenth of a second later, under the default policy, and writes it. */
    public Transition decided(ProbeResult evidence) {
        return decided(evidence, images.get(evidence.key().name()));
    }

    /** The same; the record says that this was read of the object. */
    public Transition decided(ProbeResult evidence, ImageState read) {
        String name = evidence.key().name();
        ImageState state = images.get(name);
        Instant now = evidence.probedAt().plusMillis(100);
        Decision decision = ImageKinds.all(ImageKinds.RECHECK_MIN, ImageKinds.RECHECK_MAX)
                .get(0)
                .rules()
                .decide(state, evidence, ProbePolicy.DEFAULT, now);
        Change.PhaseChange change =
                (Change.PhaseChange) ((Decision.Act) decision).changes().get(0);
        long offset = offsets.get(Sort.RESULTS) - 1;
        Transition transition = new Transition(
                1,
                "prod",
                change.id(),
                evidence.key(),
                evidence.uid(),
                change.name(),
                Outcome.WRITTEN,
                "the verdict is " + evidence.verdict().is(),
                new Cause("rollcall.probe-results", PARTITION, offset),
                evidence,
                read.facts(),
                read.resourceVersion(),
                Long.toString(Long.parseLong(state.resourceVersion()) + 1),
                ProbePolicy.DEFAULT.version(),
                now,
                read.uid(),
                1);
        images.put(name, written(state, change));
        told(transition);
        return transition;
    }

    /** It stands among the transitions. */
    public void told(Transition transition) {
        put(
                Sort.TRANSITIONS,
                transition.decidedAt(),
                transition.key(),
                EventCodec.of(Transition.class).encode(transition));
    }

    private static ImageState written(ImageState state, Change.PhaseChange change) {
        ObjectNode facts = state.facts().deepCopy();
        facts.put("phase", change.phase())
                .put("readyReason", change.condition().reason())
                .put(
                        "readyTransitionTime",
                        change.condition().lastTransitionTime().toString());
        String version = Long.toString(Long.parseLong(state.resourceVersion()) + 1);
        return new ImageState(1, "prod", state.key(), state.uid(), version, 1, false, null, List.of(), facts);
    }

    /** The watcher says how the image is now. */
    public HandMade seen(String name, double second) {
        ImageState state = images.get(name);
        put(
                Sort.IMAGES,
                at(second),
                state.key(),
                EventCodec.of(ImageState.class).encode(state));
        return this;
    }

    /** The image as it is now. */
    public ImageState image(String name) {
        return images.get(name);
    }

    /** The registry reports a deletion. */
    public HandMade deleted(String name, double second, String actor) {
        Occasion occasion = new Occasion("delete", actor, "10.0.0.7", "event-1", at(second));
        ProbeRequest request = new ProbeRequest(
                1, "prod", HOST + "/vi/team-a/" + name, null, Trigger.NOTIFICATION, at(second), null, occasion);
        put(
                Sort.REQUESTS,
                at(second),
                key(name),
                EventCodec.of(ProbeRequest.class).encode(request));
        return this;
    }

    /** What nobody can read. */
    public HandMade garbage(double second) {
        put(Sort.RESULTS, at(second), key("x"), "{\n".getBytes(UTF_8));
        return this;
    }

    private void put(Sort sort, Instant at, ImageKey key, byte[] value) {
        records.add(entry(sort, at, key, value));
    }

    private Entry entry(Sort sort, Instant at, ImageKey key, byte[] value) {
        long offset = offsets.merge(sort, 1L, Long::sum) - 1;
        return new Entry(
                new Place(sort, PARTITION, offset, at.toEpochMilli()),
                key.toString().getBytes(UTF_8),
                value);
    }

    @Override
    public String name() {
        return "topics rollcall.*";
    }

    @Override
    public Window window() {
        return Window.of(BEGIN, at((double) seconds));
    }

    @Override
    public Reach reach() {
        return reach;
    }

    @Override
    public <T> Records<T> states(Function<Entry, T> maker) {
        return new Listed<>(states.iterator(), maker);
    }

    @Override
    public <T> Records<T> records(Function<Entry, T> maker) {
        reach = found;
        List<Entry> inOrder = new ArrayList<>(records);
        inOrder.sort(Comparator.comparingLong((Entry it) -> it.place().timestamp())
                .thenComparing(it -> it.place().sort())
                .thenComparing(it -> it.place().offset()));
        return new Listed<>(inOrder.iterator(), maker);
    }

    @Override
    public void close() {
        // it is all in memory
    }

    private record Listed<T>(Iterator<Entry> entries, Function<Entry, T> maker) implements Records<T> {
        @Override
        public T next() {
            return entries.hasNext() ? maker.apply(entries.next()) : null;
        }

        @Override
        public long passed() {
            return 0;
        }

        @Override
        public long total() {
            return 0;
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
