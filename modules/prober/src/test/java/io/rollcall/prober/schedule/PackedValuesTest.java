package io.rollcall.prober.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.Ask;
import io.rollcall.contract.image.Cadence;
import io.rollcall.contract.image.Depth;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.Lane;
import io.rollcall.contract.image.Purpose;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is packed is unpacked as it was, whatever it is; and it is small. */
class PackedValuesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant AT = Instant.parse("2026-11-21T06:00:00.125Z");
    private static final Serde<Target> TARGETS = EventSerde.targets();

    static List<Cadence> cadences() {
        return List.of(
                new Cadence.Sweep(),
                new Cadence.OnRequest(),
                new Cadence.Cron("*/5 * * * *"),
                new Cadence.Progressive(null, Duration.ofNanos(1), Duration.ofDays(400)),
                new Cadence.Progressive(AT, Duration.ofSeconds(15), Duration.ofMinutes(5)),
                new Cadence.Unrecognised("lunar", Map.of("moon", TextNode.valueOf("full"))));
    }

    static List<Verdict> verdicts() {
        return List.of(
                new Verdict.Present("sha256:" + "0123456789abcdef".repeat(4)),
                new Verdict.Present("sha256:SHORT"),
                new Verdict.Absent("MANIFEST_UNKNOWN"),
                new Verdict.Inconclusive(Reason.THROTTLED, 30_000L),
                new Verdict.Inconclusive(Reason.THROTTLED, Long.MAX_VALUE),
                new Verdict.Inconclusive(Reason.THROTTLED, Long.MIN_VALUE),
                new Verdict.Inconclusive(Reason.UNRECOGNISED));
    }

    @ParameterizedTest
    @MethodSource("cadences")
    void shouldKeepEveryCadence(Cadence cadence) {
        assertKept(target(ask("registry.example/a/b:1", cadence, "{}"), null));
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void shouldKeepEveryVerdict(Verdict verdict) {
        for (Trigger trigger : Trigger.values()) {
            LastProbe last = new LastProbe(verdict, 300, AT.minusSeconds(9_000), trigger, AT, AT.plusMillis(13));
            assertKept(target(ask("registry.example/a/b:1", new Cadence.Sweep(), "{}"), last));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"phase\":\"Ready\",\"readyTransitionTime\":\"2026-01-31T23:59:59Z\"}",
                "{\"readyTransitionTime\":\"2026-02-28T19:59:59Z\",\"again\":\"2026-02-28T19:59:59Z\"}",
                "{\"a\":{\"b\":[1,2.50,true,null,\"x\"]},\"é😀\":\"\",\"n\":9223372036854775808,\"t\":\"0000-02-31T00:00:00Z\"}",
                "[]",
                "\"text\"",
                "null"
            })
    void shouldKeepEveryContext(String context) {
        assertKept(target(ask("registry.example/a/b:1", new Cadence.Sweep(), context), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no reference",
                "8f0b6c1e-1111-4222-8333-0123456789ab",
                "8F0B6C1E-1111-4222-8333-0123456789AB",
                "2026-11-21T06:00:00Z",
                "2026-13-41T06:00:00Z",
                "2026-02-28T19:59:59Z",
                "0001-01-01T00:00:00Z",
                "é"
            })
    void shouldKeepEveryText(String text) {
        assertKept(target(ask(text, new Cadence.Sweep(), "{}"), null));
        assertKept(target(ask(text.repeat(10_000), new Cadence.Sweep(), "{}"), null));
    }

    @Test
    void shouldKeepTimesThatNoNumberOfMillisecondsReaches() {
        Want late = new Want(Trigger.NOTIFICATION, AT, Instant.MAX);
        assertKept(new Target(List.of(), List.of(late), null));
    }

    @Test
    void shouldKeepMoreAsksThanItRefersBackTo() {
        List<Subscriber> many = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            many.add(subscriber("image-" + i, ask("registry.example/a/b:" + i % 50, new Cadence.Sweep(), "{}")));
        }
        assertKept(new Target(many, List.of(Want.at(Trigger.CHANGED, AT)), null));
    }

    @Test
    void shouldTakeAQuarterOfTheBytesThatJsonTakes() {
        // Given
        String uid = "8f0b6c1e-1111-4222-8333-0123456789ab";
        Ask ask = ask(
                "dvcr.d8-virtualization.svc/vi/team-a/ubuntu:" + uid,
                new Cadence.Sweep(),
                "{\"phase\":\"Ready\",\"readyTransitionTime\":\"2026-11-21T06:00:00Z\"}");
        Target target = target(ask, new LastProbe(verdicts().get(0), 4, AT, Trigger.SWEEP, AT, AT));

        // When
        int packed = TARGETS.serializer().serialize("changelog", target).length;

        // Then
        int json = EventCodec.of(Target.class).encode(target).length;
        assertThat(packed).isLessThan(json / 4);
    }

    @Test
    void shouldEndTheProberWhenAPackedValueIsBroken() {
        byte[] whole = TARGETS.serializer()
                .serialize("changelog", target(ask("registry.example/a/b:1", new Cadence.Sweep(), "{}"), null));
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> TARGETS.deserializer().deserialize("changelog", cut))
                    .isInstanceOf(UnreadableStateException.class)
                    .hasMessageContaining("changelog");
        }
        assertThatThrownBy(
                        () -> TARGETS.deserializer().deserialize("changelog", Arrays.copyOf(whole, whole.length + 1)))
                .isInstanceOf(UnreadableStateException.class);
        assertThatThrownBy(() -> TARGETS.deserializer().deserialize("changelog", "?".getBytes(UTF_8)))
                .isInstanceOf(UnreadableStateException.class);
    }

    private static void assertKept(Target target) {
        byte[] bytes = TARGETS.serializer().serialize("changelog", target);
        assertThat(TARGETS.deserializer().deserialize("changelog", bytes)).isEqualTo(target);
        Binding binding = new Binding(
                "uid",
                "1",
                null,
                target.subscribers().stream().map(Subscriber::ask).toList());
        byte[] bound = EventSerde.bindings().serializer().serialize("changelog", binding);
        assertThat(EventSerde.bindings().deserializer().deserialize("changelog", bound))
                .isEqualTo(binding);
    }

    private static Target target(Ask ask, LastProbe last) {
        return new Target(List.of(subscriber("ubuntu", ask)), List.of(), last);
    }

    private static Subscriber subscriber(String name, Ask ask) {
        ImageKey image = new ImageKey("virtualimages.virtualization.deckhouse.io", "team-a", name);
        return new Subscriber(image, "8f0b6c1e-1111-4222-8333-0123456789ab", "48213", ask, AT);
    }

    private static Ask ask(String target, Cadence cadence, String context) {
        return new Ask(
                "presence",
                target,
                Purpose.PRESENCE,
                cadence,
                Lane.LOST,
                Depth.BLOBS,
                "default",
                "default",
                AT,
                json(context));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
