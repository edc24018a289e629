package io.rollcall.prober.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.prober.schedule.GoldenStores.Stored;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What version 1 stored as JSON, and a later one packs, is what every later one restores. */
class GoldenStoresTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Stored<?>> stored() {
        return GoldenStores.all().stream();
    }

    @ParameterizedTest
    @MethodSource("stored")
    <T> void shouldRestoreEveryFieldAsItWasStored(Stored<T> stored) throws Exception {
        // When
        T restored = read(stored, file("v1", stored).path("value").toString().getBytes(UTF_8));

        // Then
        assertThat(restored).usingRecursiveComparison().isEqualTo(stored.expected());
        assertThat(restored).isEqualTo(stored.expected());
    }

    @ParameterizedTest
    @MethodSource("stored")
    <T> void shouldStillStoreTheSameUnderTheSameKeyWhereItIsNotPacked(Stored<T> stored) throws Exception {
        if (packed().noneMatch(stored::equals)) {
            byte[] now = serde(stored.type()).serializer().serialize("changelog", stored.expected());
            assertThat(JSON.readTree(now)).isEqualTo(file("v1", stored).path("value"));
        }
        assertThat(stored.key()).isEqualTo(file("v1", stored).path("key").asText());
    }

    @ParameterizedTest
    @MethodSource("packed")
    <T> void shouldStillPackTheSameIntoTheSameBytes(Stored<T> stored) throws Exception {
        // Given
        byte[] packed = HexFormat.of().parseHex(file("v2", stored).path("value").asText());

        // Then
        assertThat(HexFormat.of()
                        .formatHex(serde(stored.type()).serializer().serialize("changelog", stored.expected())))
                .isEqualTo(HexFormat.of().formatHex(packed));
        assertThat(read(stored, packed)).isEqualTo(stored.expected());
        assertThat(stored.key()).isEqualTo(file("v2", stored).path("key").asText());
    }

    static Stream<Stored<?>> packed() {
        return stored().filter(it -> it.type() == Binding.class || it.type() == Target.class);
    }

    private static <T> T read(Stored<T> stored, byte[] value) {
        return GoldenStoresTest.serde(stored.type()).deserializer().deserialize("changelog", value);
    }

    @SuppressWarnings("unchecked")
    private static <T> Serde<T> serde(Class<T> type) {
        Serde<?> serde = type == Binding.class
                ? EventSerde.bindings()
                : type == Target.class ? EventSerde.targets() : EventSerde.of(type);
        return (Serde<T>) serde;
    }

    @Test
    void shouldKnowEveryFile() throws Exception {
        Path directory = Path.of(GoldenStoresTest.class
                        .getResource("/golden/v1/README.md")
                        .toURI())
                .getParent();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(it -> it.getFileName().toString()).filter(it -> it.endsWith(".json")))
                    .containsExactlyInAnyOrderElementsOf(
                            stored().map(Stored::file).toList());
        }
    }

    private static JsonNode file(String version, Stored<?> stored) throws Exception {
        try (InputStream in = GoldenStoresTest.class.getResourceAsStream("/golden/" + version + "/" + stored.file())) {
            return JSON.readTree(in);
        }
    }
}
