package io.rollcall.contract.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.rollcall.contract.Events;
import io.rollcall.contract.Events.Sort;
import io.rollcall.contract.image.Cadence;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.image.Lane;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EventCodecTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    record Any<T>(Sort<T> sort, T value) {
        byte[] encoded() {
            return codec().encode(value);
        }

        EventCodec<T> codec() {
            return EventCodec.of(sort.type());
        }
    }

    @Provide
    Arbitrary<Any<?>> anyEvent() {
        return Arbitraries.of(Events.sorts()).flatMap(this::any);
    }

    private <T> Arbitrary<Any<?>> any(Sort<T> sort) {
        return sort.any().map(value -> new Any<>(sort, value));
    }

    @Property(tries = 300)
    void shouldReadBackWhatItWroteWhenAnyEventIsEncoded(@ForAll("anyEvent") Any<?> any) {
        assertThat(any.codec().decode(any.encoded())).isEqualTo(new Decoded.Event<>(any.value(), List.of()));
    }

    @Property(tries = 300)
    void shouldFitItsSchemaWhenAnyEventIsEncoded(@ForAll("anyEvent") Any<?> any) throws Exception {
        assertThat(schema(any.sort()).validate(JSON.readTree(any.encoded()))).isEmpty();
    }

    @Property(tries = 200)
    void shouldIgnoreAndTellWhenAFieldIsUnknown(@ForAll("anyEvent") Any<?> any) throws Exception {
        // Given
        ObjectNode json = (ObjectNode) JSON.readTree(any.encoded());
        json.putObject("later").put("x", 1);

        // When
        Decoded<?> decoded = any.codec().decode(JSON.writeValueAsBytes(json));

        // Then
        assertThat(decoded)
                .isEqualTo(new Decoded.Event<>(
                        any.value(), List.of(any.sort().type().getSimpleName() + ".later")));
    }

    @Property(tries = 500)
    void shouldNeverThrowWhenBytesAreAnything(@ForAll byte[] bytes) {
        for (Sort<?> sort : Events.sorts()) {
            assertThat(EventCodec.of(sort.type()).decode(bytes)).isInstanceOf(Decoded.Unreadable.class);
        }
    }

    @Property(tries = 300)
    void shouldNeverThrowWhenAnEventIsDamaged(@ForAll("anyEvent") Any<?> any, @ForAll int where, @ForAll byte with) {
        byte[] bytes = any.encoded();
        bytes[Math.floorMod(where, bytes.length)] = with;

        assertThat(any.codec().decode(bytes)).isNotNull();
    }

    @Example
    void shouldNameEveryFieldWhenASchemaDescribesARecord() throws Exception {
        for (Sort<?> sort : Events.sorts()) {
            assertThat(properties(sort))
                    .as(sort.schema())
                    .isEqualTo(new TreeSet<>(Arrays.stream(sort.type().getRecordComponents())
                            .map(RecordComponent::getName)
                            .toList()));
        }
    }

    @Example
    void shouldKeepAskWhenItsCadenceIsOfALaterVersion() {
        // Given
        String json = """
                {"schemaVersion":2,"cluster":"c","key":"a.b//n","uid":"u","resourceVersion":"1",
                 "asks":[{"id":"i","target":"t","purpose":"LATER","lane":"EXPRESS","cadence":{"type":"lunar","moon":{"x":3}}}]}""";
        EventCodec<ImageState> codec = EventCodec.of(ImageState.class);

        // When
        ImageState state = ((Decoded.Event<ImageState>) codec.decode(json.getBytes(UTF_8))).value();

        // Then
        assertThat(state.asks()).singleElement().satisfies(ask -> {
            assertThat(ask.isAnswered()).isFalse();
            assertThat(ask.lane()).isEqualTo(Lane.SWEEP);
            assertThat(ask.cadence())
                    .asInstanceOf(type(Cadence.Unrecognised.class))
                    .satisfies(cadence -> assertThat(cadence.type()).isEqualTo("lunar"));
        });
        assertThat(new String(codec.encode(state), UTF_8)).contains("\"purpose\":\"LATER\"", "\"moon\":{\"x\":3}");
    }

    @Example
    void shouldNeverReadAsDecisiveWhenAVerdictIsOfALaterVersion() {
        EventCodec<Verdict> codec = EventCodec.of(Verdict.class);
        for (String json : new String[] {
            "{\"is\":\"maybe\",\"digest\":\"d\",\"code\":\"c\"}", "{}", "{\"is\":\"inconclusive\",\"reason\":\"LATER\"}"
        }) {
            assertThat(((Decoded.Event<Verdict>) codec.decode(json.getBytes(UTF_8))).value())
                    .as(json)
                    .isEqualTo(new Verdict.Inconclusive(Reason.UNRECOGNISED));
        }
    }

    @Example
    void shouldSayWhatIsMissingWhenARequiredFieldIs() {
        assertThat(EventCodec.of(ImageState.class).decode("{\"cluster\":\"c\"}".getBytes(UTF_8)))
                .asInstanceOf(type(Decoded.Unreadable.class))
                .satisfies(unreadable -> assertThat(unreadable.reason()).contains("key is null"));
        assertThat(EventCodec.of(ImageState.class).decode(null)).isInstanceOf(Decoded.Unreadable.class);
    }

    @Example
    void shouldKeepTheReasonShortWhenWhatWasReadIsLong() {
        String json = "{\"cluster\":\"c\",\"key\":\"" + "x".repeat(500_000) + "\"}";
        assertThat(EventCodec.of(ImageState.class).decode(json.getBytes(UTF_8)))
                .asInstanceOf(type(Decoded.Unreadable.class))
                .satisfies(unreadable -> assertThat(unreadable.reason()).hasSizeLessThan(600));
    }

    private static JsonSchema schema(Sort<?> sort) throws Exception {
        try (InputStream in = resource(sort)) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(in);
        }
    }

    private static Set<String> properties(Sort<?> sort) throws Exception {
        Set<String> names = new TreeSet<>();
        try (InputStream in = resource(sort)) {
            for (Iterator<String> it = JSON.readTree(in).path("properties").fieldNames(); it.hasNext(); ) {
                names.add(it.next());
            }
        }
        return names;
    }

    private static InputStream resource(Sort<?> sort) {
        return EventCodec.class.getResourceAsStream("/io/rollcall/contract/schemas/" + sort.schema() + ".v1.json");
    }
}
