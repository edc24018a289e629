package io.rollcall.contract.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rollcall.contract.codec.DeadLetter;
import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.topics.Partitioning;
import io.rollcall.contract.topics.TopicSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What version 1 put on a bus is there when any later version comes: it is read word for word as it was meant. */
class GoldenRecordsTest {
    private static final String TOMBSTONE = "image-state/tombstone.json";
    private static final String DEAD_LETTER = "dead-letter/unreadable-image.json";

    static Stream<Golden<?>> goldens() {
        return Golden.all().stream();
    }

    static Stream<Arguments> files() {
        return GoldenFile.events().stream().map(path -> arguments(path, GoldenFile.read(path)));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    <T> void shouldReadEveryFieldAsItWasMeant(Golden<T> golden) {
        // When
        Decoded<T> decoded = golden.codec().decode(golden.file().bytes());

        // Then
        assertThat(decoded).usingRecursiveComparison().isEqualTo(new Decoded.Event<>(golden.expected(), List.of()));
        assertThat(decoded).isEqualTo(new Decoded.Event<>(golden.expected(), List.of()));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void shouldStillWriteTheSame(Golden<?> golden) throws Exception {
        assertThat(GoldenFile.JSON.readTree(golden.written()))
                .isEqualTo(golden.file().value());
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void shouldStandInTheSamePlace(Golden<?> golden) {
        GoldenFile file = golden.file();
        assertThat(golden.topic()).isEqualTo(file.topic());
        assertThat(golden.key()).isEqualTo(file.key());
        assertThat(golden.headers()).isEqualTo(file.headers());
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldBeInTheSamePartition(String path, GoldenFile file) {
        assertThat(Partitioning.of(file.key(), 12)).as(path).isEqualTo(file.partition());
    }

    @Test
    void shouldExpectSomethingOfEveryFile() {
        assertThat(Stream.concat(goldens().map(Golden::path), Stream.of(TOMBSTONE, DEAD_LETTER)))
                .containsExactlyInAnyOrderElementsOf(GoldenFile.events());
    }

    @Test
    void shouldTellADeletedImageByATombstone() {
        GoldenFile file = GoldenFile.read(TOMBSTONE);
        assertThat(file.value().isNull()).isTrue();
        assertThat(file.key()).isEqualTo(GoldenImages.UBUNTU.toString());
        assertThat(file.topic()).isEqualTo(Golden.TOPICS.images().name());
    }

    @Test
    void shouldTellWhereADeadLetterCameFrom() {
        // Given
        GoldenFile file = GoldenFile.read(DEAD_LETTER);
        byte[] unreadable = file.value().textValue().getBytes(UTF_8);

        // When
        Decoded<ImageState> decoded = EventCodec.of(ImageState.class).decode(unreadable);

        // Then
        assertThat(decoded).isInstanceOf(Decoded.Unreadable.class);
        assertThat(headers(new DeadLetter("prod", "key is null", "rollcall.images", 3, 42)))
                .isEqualTo(new TreeMap<>(file.headers()));
        assertThat(file.topic()).isEqualTo(Golden.TOPICS.deadLetters().name());
    }

    @Test
    void shouldServeEveryTopicAsItWasCreated() {
        assertThat(Golden.TOPICS.all())
                .extracting(it -> new TopicSpec(it.name(), it.partitions(), it.settings()))
                .containsExactly(GoldenFile.parse("topics.json", TopicSpec[].class));
    }

    private static Map<String, String> headers(DeadLetter letter) {
        Map<String, String> headers = new TreeMap<>();
        for (Header header : letter.headers()) {
            headers.put(header.key(), new String(header.value(), UTF_8));
        }
        return headers;
    }
}
