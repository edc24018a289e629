package io.rollcall.contract.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.image.ImageState;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing goes on the wire that no golden record shows. */
class GoldenCoverageTest {
    @Test
    void shouldHaveAGoldenRecordOfEveryEvent() throws Exception {
        List<Class<?>> shown = Golden.all().stream().<Class<?>>map(Golden::type).toList();
        assertThat(shown).containsAll(eventTypes());
    }

    @Test
    void shouldShowEveryFieldAndEveryValueOfEveryEvent() throws Exception {
        // Given
        Set<String> unseen = new TreeSet<>(WireValues.possible(eventTypes()));
        assertThat(unseen)
                .contains(
                        "Reason.TLS_FAILURE",
                        "Verdict.Absent",
                        "AlertType.IMAGE_LOST",
                        "Cadence.Progressive.since",
                        "ProbeRequest.notBefore",
                        "BreakerState.HALF_OPEN");

        // When
        unseen.removeAll(
                WireValues.held(Golden.all().stream().map(Golden::expected).toList()));

        // Then
        assertThat(unseen).isEmpty();
    }

    /** Every record that says which version of itself it is. */
    private static List<Class<?>> eventTypes() throws IOException, URISyntaxException {
        Path classes = Path.of(ImageState.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(classes::relativize)
                    .map(Path::toString)
                    .filter(name -> name.endsWith(".class"))
                    .<Class<?>>map(GoldenCoverageTest::load)
                    .filter(type -> Stream.of(type.getDeclaredFields())
                            .anyMatch(field -> field.getName().equals("SCHEMA_VERSION")))
                    .toList();
        }
    }

    private static Class<?> load(String file) {
        String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
        try {
            return Class.forName(name, false, ImageState.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
