package io.rollcall.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.EmbeddedBroker;
import io.rollcall.standalone.terminal.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bench measures and tells, on a few images and in a moment; how fast anything is, is not looked at. */
class BenchIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Effort TINY = new Effort(1, Duration.ofMillis(400), Duration.ofMillis(400), 20, 20, 40, 40);

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;
    private static Site site;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(directory.resolve("broker"));
        site = new Site(directory, step -> {}, BenchIT::trouble).on(broker.bootstrapServers());
    }

    private static void trouble(String sentence) {
        throw new AssertionError(sentence);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    static List<String> names() {
        return Benches.all().stream().map(Bench::name).toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldMeasureAndTellWhenItRuns(String name) throws Exception {
        // Given
        Bench bench = Benches.all().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
        boolean real =
                DockerRegistry.find().isPresent() || Boolean.parseBoolean(System.getenv("ROLLCALL_REQUIRE_REAL"));
        assumeTrue(real || !bench.needsRegistry(), "needs docker-registry on the PATH");

        // When
        List<JsonNode> told = new ArrayList<>();
        for (Measured measured : bench.run(site, TINY)) {
            told.add(JSON.readTree(Reports.json(measured)));
            assertThat(Reports.row(measured, new Terminal(System.out, false))).startsWith(measured.bench());
        }

        // Then
        assertThat(told).isNotEmpty().allSatisfy(line -> {
            assertThat(line.path("bench").asText()).startsWith(name);
            assertThat(line.path("value").isNumber()).as("%s", line).isTrue();
            assertThat(line.path("unit").asText()).isNotEmpty();
            assertThat(line.path("target").asText()).matches("[≥≤] .+");
            assertThat(line.path("met").isBoolean()).isTrue();
            assertThat(line.path("runs")).hasSize(1);
        });
    }
}
