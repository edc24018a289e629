package io.rollcall.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.standalone.CommandProcess;
import io.rollcall.testkit.RealParts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The command itself, as a person runs it. */
class ChaosIT {

    private static final Duration RUNS_WITHIN = Duration.ofMinutes(8);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(60);
    /** A status-writer and the broker are killed while the first images are lost. */
    private static final String SEED = "11";

    @BeforeAll
    static void requireRealParts() {
        RealParts.ofThisMachine().requireDockerRegistry();
    }

    @Test
    void shouldFindEveryGuaranteeHeldWhenEveryKindOfFaultStrikesOnce() throws Exception {
        // When
        try (CommandProcess chaos = chaos("--faults", "12", "--images", "200")) {
            int code = chaos.exitCode(RUNS_WITHIN);

            // Then
            List<String> out = chaos.out();
            JsonNode end = new JsonMapper().readTree(out.get(out.size() - 1));
            assertThat(end.path("result").asText())
                    .as("%s%n%s", end.toPrettyString(), String.join("\n", chaos.err()))
                    .isEqualTo("ok");
            assertThat(code).isZero();
            assertThat(end.path("flips").asInt()).isGreaterThanOrEqualTo(4 * 200);
            assertThat(end.path("events").asInt()).isEqualTo(end.path("flips").asInt());
            assertThat(end.path("poison").asInt()).isEqualTo(6);
            assertThat(out).hasSize(12 + 1);
        }
    }

    @Test
    void shouldEndWithEverythingThatItStartedWhenItIsAskedToStop() {
        // Given
        try (CommandProcess chaos = chaos("--faults", "12", "--images", "20")) {
            await().atMost(ENDS_WITHIN)
                    .until(() -> chaos.descendants().size() >= 2 + Replica.all().size());
            List<ProcessHandle> started = chaos.descendants();

            // When
            chaos.interrupt();

            // Then
            chaos.exitCode(ENDS_WITHIN);
            await().atMost(ENDS_WITHIN).untilAsserted(() -> assertThat(started).noneMatch(ProcessHandle::isAlive));
        }
    }

    private static CommandProcess chaos(String... more) {
        List<String> args = new ArrayList<>(List.of("chaos", "--seed", SEED, "--json"));
        args.addAll(List.of(more));
        RealParts.ofThisMachine().kubeconfig().ifPresent(it -> args.addAll(List.of("--kubeconfig", it.toString())));
        return CommandProcess.start(args.toArray(String[]::new));
    }
}
