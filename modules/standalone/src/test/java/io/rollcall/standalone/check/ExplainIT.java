package io.rollcall.standalone.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.Manifest;
import io.rollcall.standalone.CommandProcess;
import io.rollcall.testkit.TestRegistry;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own, on a real registry. */
@Timeout(60)
class ExplainIT {
    @TempDir
    Path directory;

    @Test
    void shouldTellEveryBlobWhenItLooksThatDeep() {
        try (DockerRegistry registry = TestRegistry.plain(directory)) {
            // Given
            registry.push("a", "v1", Manifest.OCI);

            // When
            try (CommandProcess process = CommandProcess.start(
                    "check", "--explain", "--depth", "blobs", "--anonymous", registry.host() + "/a:v1")) {
                int exitCode = process.exitCode(Duration.ofSeconds(40));

                // Then
                assertThat(exitCode).isZero();
                assertThat(process.out())
                        .first()
                        .asString()
                        .isEqualTo(
                                "   1.  HEAD http://" + registry.host() + "/v2/a/manifests/v1  (straight, as nobody)");
                assertThat(process.out())
                        .filteredOn(line -> line.contains("HEAD") && line.contains("/blobs/sha256:"))
                        .isNotEmpty();
                assertThat(process.out())
                        .last()
                        .asString()
                        .startsWith("present")
                        .contains("blobs are there");
            }
        }
    }
}
