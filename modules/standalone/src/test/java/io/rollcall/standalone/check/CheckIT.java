package io.rollcall.standalone.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.Manifest;
import io.rollcall.standalone.CommandRun;
import io.rollcall.testkit.TestRegistry;
import io.rollcall.testkit.TestRegistry.Secured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckIT {

    private static final String HOST = "dvcr.d8-virtualization.svc";
    private static final String PRESENT = HOST + "/vi/team-a/ubuntu:v1";
    private static final String ABSENT = HOST + "/vi/team-a/debian:v1";

    @TempDir
    Path directory;

    @Test
    void shouldTellPresentAndAbsentWhenTheRegistryIsConfigured() throws IOException {
        // Given
        Secured secured = TestRegistry.secured(directory, HOST);
        try (DockerRegistry registry = secured.registry()) {
            String digest = registry.push("vi/team-a/ubuntu", "v1", Manifest.OCI);
            Path config = Files.writeString(
                    directory.resolve("rollcall.yaml"),
                    "registries:\n  - {host: %s, dockerConfig: %s, ca: %s, connectTo: \"%s\"}\n"
                            .formatted(HOST, secured.dockerConfig(), secured.ca(), registry.host()));

            // When
            CommandRun present = CommandRun.of("check", "--config", config.toString(), PRESENT);
            CommandRun both = CommandRun.of("check", "--config", config.toString(), PRESENT, ABSENT);
            CommandRun json = CommandRun.of("check", "--json", "--config", config.toString(), PRESENT, ABSENT);

            // Then
            assertThat(present.err()).isEmpty();
            assertThat(present.out()).isEqualTo("present       " + PRESENT + "  " + digest + "\n");
            assertThat(present.exitCode()).isZero();
            assertThat(both.out()).contains("absent        " + ABSENT).contains("HTTP 404, MANIFEST_UNKNOWN");
            assertThat(both.exitCode()).isEqualTo(1);
            List<JsonNode> objects = json.out().lines().map(CheckIT::read).toList();
            assertThat(objects).hasSize(2);
            assertThat(objects.get(0).path("digest").asText()).isEqualTo(digest);
            assertThat(objects.get(1).path("verdict").asText()).isEqualTo("absent");
            assertThat(json.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void shouldTellWhyWhenNothingIsKnown() {
        // Given
        Secured secured = TestRegistry.secured(directory, HOST);
        DockerRegistry registry = secured.registry();
        String[] how = {"check", "--ca", secured.ca().toString(), "--connect-to", registry.host(), PRESENT};

        // When
        CommandRun denied = CommandRun.of(how);
        registry.close();
        CommandRun refused = CommandRun.of(how);

        // Then
        assertThat(denied.out())
                .startsWith("inconclusive")
                .contains("refused our credentials")
                .contains("HTTP 401");
        assertThat(denied.exitCode()).isEqualTo(3);
        assertThat(refused.out()).startsWith("inconclusive").contains("nothing listens at the registry's address");
        assertThat(refused.exitCode()).isEqualTo(3);
    }

    @Test
    void shouldAnswerAbsentWhenOthersAreInconclusive() {
        // Given
        try (DockerRegistry registry = TestRegistry.plain(directory)) {
            String[] references =
                    Stream.of("127.0.0.1:1/a:1", registry.host() + "/b:1").toArray(String[]::new);

            // When
            CommandRun run = CommandRun.of("check", "--anonymous", references[0], references[1]);

            // Then
            assertThat(run.out().lines())
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith("inconclusive"),
                            line -> assertThat(line).startsWith("absent"),
                            line -> assertThat(line).startsWith("CONNECTION_REFUSED: Start the registry"));
            assertThat(run.exitCode()).isEqualTo(1);
        }
    }

    private static JsonNode read(String line) {
        try {
            return new JsonMapper().readTree(line);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + line, e);
        }
    }
}
