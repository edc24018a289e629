package io.rollcall.replay.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.Purpose;
import io.rollcall.contract.probe.BreakerState;
import io.rollcall.contract.probe.HttpEvidence;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultReaderTest {
    private static final EventCodec<ProbeResult> CODEC = EventCodec.of(ProbeResult.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ProbeResult PRESENT = result(new Verdict.Present("sha256:abc"));
    private static final ProbeResult ABSENT = result(new Verdict.Absent("BLOB_UNKNOWN"));

    @Test
    void shouldReadWhatTheCodecReadsWhenAResultIsConclusive() {
        assertThat(List.of(PRESENT, ABSENT)).allSatisfy(result -> assertThat(ResultReader.read(CODEC.encode(result)))
                .contains(result));
    }

    @Test
    void shouldLeaveItToTheCodecWhenAResultIsInconclusive() {
        // Given
        ProbeResult throttled = result(new Verdict.Inconclusive(Reason.THROTTLED, 1_500L));

        // When / Then
        assertThat(ResultReader.read(CODEC.encode(throttled))).isEmpty();
        assertThat(fact(CODEC.encode(throttled))).isEqualTo(new Fact.Answered(PLACE, throttled));
    }

    static Stream<Consumer<ObjectNode>> otherWays() {
        Stream<Consumer<ObjectNode>> odd = Stream.of(
                json -> json.put("ofTomorrow", 1),
                json -> json.put("schemaVersion", "1"),
                json -> json.put("schemaVersion", 1.0),
                json -> json.put("schemaVersion", 3_000_000_000L),
                json -> json.put("consecutive", 0),
                json -> json.put("cluster", 7),
                json -> json.putNull("evidence"),
                json -> json.put("key", "no key"),
                json -> json.put("purpose", "OF_TOMORROW"),
                json -> json.put("trigger", "OF_TOMORROW"),
                json -> json.put("breaker", "AJAR"),
                json -> json.putObject("context").put("many", 3),
                json -> json.putObject("context").putObject("deep"),
                json -> json.putArray("context"),
                json -> json.putObject("verdict").put("is", "of tomorrow"),
                json -> json.putObject("verdict").put("is", "present"),
                json -> json.putObject("verdict")
                        .put("is", "absent")
                        .put("code", "X")
                        .put("digest", "sha256:abc"),
                json -> json.putObject("evidence").put("ofTomorrow", true),
                json -> json.put("verdict", "present"));
        return Stream.concat(odd, Stream.of(names()).map(name -> json -> json.remove(name)));
    }

    @ParameterizedTest
    @MethodSource("otherWays")
    void shouldComeToWhatTheCodecComesToWhenAResultIsWrittenInAnotherWay(Consumer<ObjectNode> change)
            throws IOException {
        // Given
        ObjectNode json = (ObjectNode) JSON.readTree(CODEC.encode(ABSENT));
        change.accept(json);
        byte[] bytes = JSON.writeValueAsBytes(json);

        // When / Then
        assertSameAsCodec(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-21T06:10:00Z",
                "2026-11-21T06:10:00.1Z",
                "2026-11-21T06:10:00.123456789Z",
                "2026-11-21T06:10:00.1234567890Z",
                "2026-11-21T06:10:00.Z",
                "2026-11-21T06:10:00.12xZ",
                "2026-11-21T08:10:00+02:00",
                "2026-02-30T06:10:00Z",
                "2024-02-29T23:59:59.999Z",
                "2026-11-21T24:00:00Z",
                "2026-11-21T06:60:00Z",
                "2016-12-31T23:59:60Z",
                "2026-11-21 06:10:00Z",
                "2026-11-21",
                "Z",
                ""
            })
    void shouldComeToWhatTheCodecComesToWhateverATimeLooksLike(String time) throws IOException {
        // Given
        ObjectNode json = (ObjectNode) JSON.readTree(CODEC.encode(PRESENT));
        json.put("probedAt", time);

        // When / Then
        assertSameAsCodec(JSON.writeValueAsBytes(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "null", "poison", "{\"uid\":\"a\"", "{\"uid\":\"a\"}}", "{\"uid\""})
    void shouldComeToWhatTheCodecComesToWhenItIsNoResult(String text) {
        assertSameAsCodec(text.getBytes(UTF_8));
    }

    @Test
    void shouldComeToWhatTheCodecComesToWhenAFieldStandsTwiceOrMoreFollows() {
        String json = new String(CODEC.encode(PRESENT), UTF_8);
        assertSameAsCodec(json.replaceFirst("\\{", "{\"uid\":\"another\",").getBytes(UTF_8));
        assertSameAsCodec((json + " {}").getBytes(UTF_8));
        assertSameAsCodec(json.substring(0, json.length() - 1).getBytes(UTF_8));
    }

    private static final Place PLACE = new Place(Sort.RESULTS, 0, 7, 1_000);

    private static void assertSameAsCodec(byte[] bytes) {
        Decoded<ProbeResult> decoded = CODEC.decode(bytes);
        Fact expected = decoded instanceof Decoded.Event<ProbeResult> event
                ? new Fact.Answered(PLACE, event.value())
                : new Fact.Unreadable(PLACE, ((Decoded.Unreadable<ProbeResult>) decoded).reason());
        assertThat(fact(bytes)).isEqualTo(expected);
        Optional<ProbeResult> itself = ResultReader.read(bytes);
        assertThat(itself.isEmpty() || expected.equals(new Fact.Answered(PLACE, itself.get())))
                .as("read without the codec as %s", itself)
                .isTrue();
    }

    private static Fact fact(byte[] bytes) {
        return Facts.of(new Entry(PLACE, null, bytes));
    }

    private static String[] names() {
        try {
            JsonNode json = JSON.readTree(CODEC.encode(ABSENT));
            return Stream.iterate(json.fieldNames(), names -> names.hasNext(), names -> names)
                    .map(names -> names.next())
                    .toArray(String[]::new);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ProbeResult result(Verdict verdict) {
        Instant at = Instant.parse("2026-11-21T06:10:00.018Z");
        return new ProbeResult(
                1,
                "prod",
                HandMade.key("ubuntu"),
                "uid-ubuntu",
                "48213",
                HandMade.target("ubuntu"),
                "presence",
                Purpose.PRESENCE,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("phase", "Ready")
                        .put("readyTransitionTime", "2026-11-01T00:00:00Z"),
                verdict,
                new HttpEvidence(404, 404, "BLOB_UNKNOWN", "application/json", "a \"quoted\" word, \u00e4"),
                3,
                at.minusSeconds(600),
                Trigger.SWEEP,
                "k3x9-42",
                at.minusMillis(18),
                at,
                at.plusMillis(13),
                "default@7960dac4",
                BreakerState.CLOSED);
    }
}
