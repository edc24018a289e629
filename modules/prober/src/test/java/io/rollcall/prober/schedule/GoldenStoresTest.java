package io.rollcall.prober.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.prober.schedule.GoldenStores.Stored;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What version 1 stored is what a later one restores. */
class GoldenStoresTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Stored<?>> stored() {
        return GoldenStores.all().stream();
    }

    @ParameterizedTest
    @MethodSource("stored")
    <T> void shouldRestoreEveryFieldAsItWasStored(Stored<T> stored) throws Exception {
        // When
        T restored;
        try (Serde<T> serde = EventSerde.of(stored.type())) {
            restored = serde.deserializer()
                    .deserialize(
                            "changelog", file(stored).path("value").toString().getBytes(UTF_8));
        }

        // Then
        assertThat(restored).usingRecursiveComparison().isEqualTo(stored.expected());
        assertThat(restored).isEqualTo(stored.expected());
    }

    @ParameterizedTest
    @MethodSource("stored")
    <T> void shouldStillStoreTheSameUnderTheSameKey(Stored<T> stored) throws Exception {
        try (Serde<T> serde = EventSerde.of(stored.type())) {
            byte[] now = serde.serializer().serialize("changelog", stored.expected());
            assertThat(JSON.readTree(now)).isEqualTo(file(stored).path("value"));
        }
        assertThat(stored.key()).isEqualTo(file(stored).path("key").asText());
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

    static JsonNode file(Stored<?> stored) throws Exception {
        try (InputStream in = GoldenStoresTest.class.getResourceAsStream("/golden/v1/" + stored.file())) {
            return JSON.readTree(in);
        }
    }
}
