package io.rollcall.watcher.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.image.ImageKey;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResemblanceTest {

    private static final byte[] EXAMPLE = text("ubuntu", 0);

    static Stream<byte[]> texts() {
        Stream<byte[]> chosen = Stream.of(
                EXAMPLE,
                new byte[0],
                new byte[] {1, 2, 3},
                "a".repeat(5_000).getBytes(UTF_8),
                text("debian", 7),
                (new String(EXAMPLE, UTF_8) + new String(EXAMPLE, UTF_8)).getBytes(UTF_8));
        Random random = new Random(7);
        Stream<byte[]> drawn = IntStream.range(0, 200).mapToObj(i -> {
            byte[] bytes = new byte[random.nextInt(400)];
            for (int at = 0; at < bytes.length; at++) {
                // few letters, so that much repeats
                bytes[at] = (byte) (i % 2 == 0 ? random.nextInt() : 'a' + random.nextInt(2));
            }
            return bytes;
        });
        return Stream.concat(chosen, drawn);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void shouldGiveBackEveryByte(byte[] text) {
        // Given
        Resemblance like = new Resemblance(EXAMPLE);
        Resemblance unlike = new Resemblance(new byte[0]);

        // When / Then
        assertThat(like.unpack(like.pack(text))).isEqualTo(text);
        assertThat(unlike.unpack(unlike.pack(text))).isEqualTo(text);
    }

    @Test
    void shouldKeepLittleOfWhatResemblesTheExample() {
        // Given
        Resemblance like = new Resemblance(EXAMPLE);

        // When
        byte[] packed = like.pack(text("debian", 123_456));

        // Then
        assertThat(packed).hasSizeLessThan(60);
    }

    @Test
    void shouldTakeAnotherExampleWhenWhatComesLooksDifferentAndNotForEver() {
        // Given
        Examples examples = new Examples();
        examples.pack(States.seen("u", "5", "Ready"));

        // When
        List<Seen> packed = IntStream.range(0, Examples.MOST * 3)
                .mapToObj(i -> examples.pack(seen("image-" + i, drawn(i))))
                .toList();

        // Then
        assertThat(packed).filteredOn(it -> it.room() < 100).hasSize(Examples.MOST - 1);
        assertThat(packed).allSatisfy(it -> assertThat(it.value())
                .isEqualTo(seen(it.key().name(), it.said().phase()).value()));
    }

    private static String drawn(int seed) {
        return new Random(seed)
                .ints(400, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Seen seen(String name, String phase) {
        return Seen.of(States.state(new ImageKey("k.g", "n", name), "u", "5", phase));
    }

    private static byte[] text(String name, int number) {
        return ("{\"cluster\":\"blue\",\"key\":\"virtualimages.virtualization.deckhouse.io/team/%1$s-%2$d\",\"resourceVersion\":\"%2$d\","
                        + "\"asks\":[{\"id\":\"presence\",\"target\":\"dvcr/vi/team/%1$s-%2$d\",\"purpose\":\"PRESENCE\"}],"
                        + "\"facts\":{\"phase\":\"Ready\",\"registryURL\":\"dvcr/vi/team/%1$s-%2$d\"}}")
                .formatted(name, number)
                .getBytes(UTF_8);
    }
}
