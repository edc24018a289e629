package io.rollcall.watcher.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.Ask;
import io.rollcall.contract.image.Cadence;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.image.Purpose;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SaidTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Ask ASK =
            new Ask("presence", "r/a:1", Purpose.PRESENCE, new Cadence.Sweep(), null, null, null, null, null, null);
    private static final JsonNode FACTS =
            JSON.objectNode().put("phase", "Ready").put("storage", "x");
    private static final ImageState STATE = of("c", "u", "5", 1, false, null, List.of(ASK), FACTS);

    static Stream<ImageState> others() {
        return Stream.of(
                of("c", "u", "6", 2, false, null, List.of(ASK), FACTS),
                of("d", "u", "5", 1, false, null, List.of(ASK), FACTS),
                of("c", "v", "5", 1, false, null, List.of(ASK), FACTS),
                of("c", "u", "5", 1, true, null, List.of(ASK), FACTS),
                of("c", "u", "5", 1, false, "now", List.of(ASK), FACTS),
                of("c", "u", "5", 1, false, null, List.of(), FACTS),
                of("c", "u", "5", 1, false, null, List.of(ASK), JSON.objectNode()),
                of(
                        "c",
                        "u",
                        "5",
                        1,
                        false,
                        null,
                        List.of(ASK),
                        JSON.objectNode().put("storage", "x").put("phase", "Ready")));
    }

    @ParameterizedTest
    @MethodSource("others")
    void shouldAgreeWithTheContractWhetherTheSameIsSaid(ImageState other) {
        // When
        boolean same = Said.of(STATE).saysTheSameAs(Said.of(other));

        // Then
        assertThat(same).isEqualTo(STATE.saysTheSameAs(other));
    }

    @Test
    void shouldSayTheSameWhenReadBackFromTheLog() {
        // Given
        EventCodec<ImageState> codec = EventCodec.of(ImageState.class);

        // When
        Decoded<ImageState> back = codec.decode(Seen.of(STATE).value());

        // Then
        assertThat(back).isInstanceOf(Decoded.Event.class);
        assertThat(Said.of(((Decoded.Event<ImageState>) back).value())).isEqualTo(Said.of(STATE));
    }

    private static ImageState of(
            String cluster,
            String uid,
            String version,
            long generation,
            boolean suspended,
            String requestedAt,
            List<Ask> asks,
            JsonNode facts) {
        ImageKey key = new ImageKey("k.g", "n", "a");
        return new ImageState(1, cluster, key, uid, version, generation, suspended, requestedAt, asks, facts);
    }
}
