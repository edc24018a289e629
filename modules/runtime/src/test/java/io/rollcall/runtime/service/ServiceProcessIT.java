package io.rollcall.runtime.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessIT {

    @TempDir
    Path directory;

    @Test
    void shouldStopTheServiceBeforeTheProcessEndsWhenTerminated() throws Exception {
        // Given
        Process process = start(Map.of(
                "ROLLCALL_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1",
                "ROLLCALL_HTTP_BIND", "127.0.0.1",
                "ROLLCALL_HTTP_PORT", "0"));
        try {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(output()).contains("it started"));

            // When
            process.destroy();

            // Then
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(output()).contains("it stopped", "outcome=\"clean\"");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void shouldExitTwoWhenTheConfigurationIsWrong() throws Exception {
        // Given
        Process process = start(Map.of("ROLLCALL_HTTP_PORTS", "1"));

        // Then
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(output()).contains("did you mean ROLLCALL_HTTP_PORT?", "kafka.bootstrapServers is not set");
    }

    private Process start(Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                IdleMain.class.getName());
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
    }

    private String output() throws IOException {
        return Files.readString(directory.resolve("output"), UTF_8);
    }

    /** The main of a service that does nothing but say so. */
    static final class IdleMain {
        public static void main(String[] args) {
            System.exit(ServiceMain.run("idle", "does nothing", args, context -> new Service() {
                @Override
                public void start() {
                    System.out.println("it started");
                }

                @Override
                public void stop(Duration within) {
                    System.out.println("it stopped");
                }
            }));
        }
    }
}
