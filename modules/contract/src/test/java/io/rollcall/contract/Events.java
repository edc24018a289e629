package io.rollcall.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.alert.AlertType;
import io.rollcall.contract.image.Ask;
import io.rollcall.contract.image.Cadence;
import io.rollcall.contract.image.Depth;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.image.Lane;
import io.rollcall.contract.image.Purpose;
import io.rollcall.contract.probe.BreakerState;
import io.rollcall.contract.probe.HttpEvidence;
import io.rollcall.contract.probe.Occasion;
import io.rollcall.contract.probe.ProbeRequest;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.contract.registry.RegistryState;
import io.rollcall.contract.transition.Cause;
import io.rollcall.contract.transition.Outcome;
import io.rollcall.contract.transition.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any event there can be. */
public final class Events {
    private Events() {}

    public static Arbitrary<String> text() {
        return Arbitraries.strings().ofMaxLength(30);
    }

    public static Arbitrary<String> name() {
        return Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars("-.")
                .ofMinLength(1)
                .ofMaxLength(60);
    }

    public static Arbitrary<Instant> instants() {
        return Arbitraries.longs().between(0, 4_102_444_800_000L).map(Instant::ofEpochMilli);
    }

    public static Arbitrary<ImageKey> keys() {
        return Combinators.combine(name(), Arbitraries.oneOf(name(), Arbitraries.just("")), name())
                .as(ImageKey::new);
    }

    public static Arbitrary<JsonNode> objects() {
        return Arbitraries.maps(text(), text()).ofMaxSize(4).map(map -> {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            map.forEach(node::put);
            return node;
        });
    }

    public static Arbitrary<Cadence> cadences() {
        return Arbitraries.oneOf(
                Arbitraries.just(new Cadence.Sweep()),
                Arbitraries.just(new Cadence.OnRequest()),
                text().map(Cadence.Cron::new),
                Combinators.combine(
                                instants().injectNull(0.2),
                                Arbitraries.longs().between(1, 10_000),
                                Arbitraries.longs().between(0, 10_000))
                        .as((since, min, more) ->
                                new Cadence.Progressive(since, Duration.ofMillis(min), Duration.ofMillis(min + more))),
                text().map(t -> new Cadence.Unrecognised("later", Map.of("x", JsonNodeFactory.instance.textNode(t)))));
    }

    public static Arbitrary<Ask> asks() {
        return Combinators.combine(
                        name(),
                        text(),
                        Arbitraries.of(Purpose.PRESENCE, Purpose.DIGEST, Purpose.TAGS, new Purpose("LATER")),
                        cadences(),
                        Arbitraries.of(Lane.class),
                        Arbitraries.of(Depth.class),
                        instants().injectNull(0.3),
                        objects())
                .as((id, target, purpose, cadence, lane, depth, notBefore, context) ->
                        new Ask(id, target, purpose, cadence, lane, depth, null, null, notBefore, context));
    }

    public static Arbitrary<ImageState> imageStates() {
        return Combinators.combine(
                        keys(),
                        text(),
                        name(),
                        Arbitraries.longs(),
                        Arbitraries.of(true, false),
                        text().injectNull(0.5),
                        asks().list().ofMaxSize(3),
                        objects())
                .as((key, uid, rv, generation, suspended, requested, asks, facts) ->
                        new ImageState(1, "c", key, uid, rv, generation, suspended, requested, asks, facts));
    }

    public static Arbitrary<ProbeRequest> probeRequests() {
        return Combinators.combine(
                        name(),
                        text().injectNull(0.5),
                        Arbitraries.of(Trigger.class),
                        instants(),
                        instants().injectNull(0.5),
                        occasions().injectNull(0.5))
                .as((repository, target, why, at, notBefore, occasion) ->
                        new ProbeRequest(1, "c", repository, target, why, at, notBefore, occasion));
    }

    private static Arbitrary<Occasion> occasions() {
        return Combinators.combine(
                        text(),
                        text().injectNull(0.5),
                        text().injectNull(0.5),
                        text().injectNull(0.5),
                        instants().injectNull(0.5))
                .as(Occasion::new);
    }

    public static Arbitrary<Verdict> verdicts() {
        return Arbitraries.oneOf(
                text().map(Verdict.Present::new),
                Arbitraries.of("MANIFEST_UNKNOWN", "NAME_UNKNOWN", "BLOB_UNKNOWN")
                        .map(Verdict.Absent::new),
                Combinators.combine(
                                Arbitraries.of(Reason.class),
                                Arbitraries.longs().between(0, 1_000_000).injectNull(0.5))
                        .as(Verdict.Inconclusive::new));
    }

    public static Arbitrary<HttpEvidence> evidences() {
        Arbitrary<Integer> status = Arbitraries.integers().between(100, 599).injectNull(0.3);
        return Combinators.combine(
                        status, status, text().injectNull(0.5), text().injectNull(0.5), text().injectNull(0.5))
                .as(HttpEvidence::new);
    }

    public static Arbitrary<ProbeResult> probeResults() {
        Arbitrary<Instant[]> times = instants().array(Instant[].class).ofSize(4);
        return Combinators.combine(
                        keys(),
                        text(),
                        text(),
                        objects(),
                        verdicts(),
                        evidences(),
                        times,
                        Combinators.combine(
                                        Arbitraries.integers().between(1, 1_000_000),
                                        Arbitraries.of(Trigger.class),
                                        Arbitraries.of(BreakerState.class))
                                .as((n, trigger, breaker) -> new Object[] {n, trigger, breaker}))
                .as((key, uid, target, context, verdict, evidence, t, rest) -> new ProbeResult(
                        1,
                        "c",
                        key,
                        uid,
                        "1",
                        target,
                        "presence",
                        Purpose.PRESENCE,
                        context,
                        verdict,
                        evidence,
                        (int) rest[0],
                        t[0],
                        (Trigger) rest[1],
                        "e-1",
                        t[1],
                        t[2],
                        t[3],
                        "default@00000000",
                        (BreakerState) rest[2]));
    }

    public static Arbitrary<RegistryState> registryStates() {
        return Combinators.combine(
                        name(),
                        Arbitraries.longs().between(0, 1_000_000),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.maps(name(), Arbitraries.of(BreakerState.class))
                                .ofMaxSize(3),
                        instants(),
                        text().injectNull(0.5),
                        Arbitraries.longs().between(0, 1_000_000).injectNull(0.5),
                        instants().injectNull(0.5))
                .as((registry, bound, share, breakers, asOf, by, waiting, since) -> new RegistryState(
                        1,
                        "c",
                        registry,
                        bound,
                        (long) ((double) bound * share),
                        breakers,
                        3,
                        asOf,
                        by,
                        waiting,
                        since,
                        since));
    }

    public static Arbitrary<Transition> transitions() {
        return Combinators.combine(
                        name(),
                        Arbitraries.of(Outcome.class),
                        text().injectNull(0.3),
                        probeResults(),
                        objects().injectNull(0.3),
                        text().injectNull(0.3),
                        text().injectNull(0.3),
                        instants())
                .as((id, outcome, why, result, state, read, written, at) -> new Transition(
                        1,
                        "c",
                        id,
                        result.key(),
                        result.uid(),
                        "imageLost",
                        outcome,
                        why,
                        new Cause("rollcall.probe-results", 3, 42),
                        result,
                        state,
                        read,
                        written,
                        "default@00000000",
                        at,
                        read,
                        read == null ? null : result.consecutive()));
    }

    public static Arbitrary<Alert> alerts() {
        return Combinators.combine(
                        name(),
                        name(),
                        Arbitraries.of(AlertType.IMAGE_LOST, new AlertType("x.y")),
                        instants(),
                        objects())
                .as((id, subject, type, time, details) -> Alert.of(id, "c", type, subject, time, (ObjectNode) details));
    }

    /** Every event, by its type. */
    public static List<Sort<?>> sorts() {
        return List.of(
                new Sort<>("image-state", ImageState.class, imageStates()),
                new Sort<>("probe-request", ProbeRequest.class, probeRequests()),
                new Sort<>("probe-result", ProbeResult.class, probeResults()),
                new Sort<>("registry-state", RegistryState.class, registryStates()),
                new Sort<>("transition", Transition.class, transitions()),
                new Sort<>("alert", Alert.class, alerts()));
    }

    /** A type of event, the name of its schema, and any value of it. */
    public record Sort<T>(String schema, Class<T> type, Arbitrary<T> any) {
        @Override
        public String toString() {
            return schema;
        }
    }
}
