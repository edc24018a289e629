package io.rollcall.standalone.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.standalone.CommandProcess;
import io.rollcall.standalone.services.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A configuration with ten mistakes and more, given to each service in a process of its own. */
class ConfigurationIT {
    private static final String TEN_AND_MORE = """
            mode: writ
            clutser: blue
            kafka:
              topicPrefix: "roll call"
              partitions: 0
              replicationFactor: three
              config: nowhere.properties
            kubernetes:
              kubeconfig: nowhere
            registries:
              - ca: nowhere.crt
                policy: {rate: fast}
            sweep: {schedule: "every 5 minutes"}
            recheck: {min: 5m, max: 1s}
            http: {port: 99999}
            shutdownTimeout: soon
            """;

    @TempDir
    private static Path directory;

    @TestFactory
    Stream<DynamicTest> shouldTellEveryMistakeWithItsPlaceAndFixAndExitTwo() throws IOException {
        Path many = Files.writeString(directory.resolve("many.yaml"), TEN_AND_MORE);
        Stories stories = new Stories(3);
        Services.all()
                .forEach(service ->
                        stories.tell(service.name() + ": ten mistakes and more", () -> manyMistakes(service, many)));
        return stories.all();
    }

    private static void manyMistakes(Services.Entry service, Path file) {
        assertThat(told(service, file))
                .containsExactlyInAnyOrder(
                        file + ":1: mode \"writ\" is not known; give observe or write.",
                        file + ":2: clutser is not a key; did you mean cluster?",
                        file + ":4: kafka.topicPrefix \"roll call\" is not a name; use 1 to 200 letters, digits, dots,"
                                + " dashes or underscores.",
                        file + ":5: kafka.partitions 0 is out of bounds; give a whole number from 1 to 1000.",
                        file + ":6: kafka.replicationFactor \"three\" is not a whole number; give a whole number from 1"
                                + " to 100.",
                        file + ":7: kafka.config " + directory.resolve("nowhere.properties")
                                + " is not a file that exists; create it or correct the path.",
                        file + ":9: kubernetes.kubeconfig " + directory.resolve("nowhere")
                                + " is not a file that exists; create it or correct the path.",
                        file + ":11: registries[0].host is not set; give a registry such as"
                                + " dvcr.d8-virtualization.svc.",
                        file + ":11: registries[0].ca " + directory.resolve("nowhere.crt")
                                + " is not a file that exists; create it or correct the path.",
                        file
                                + ":12: registries[0].policy.rate \"fast\" is not a rate; give a rate of at least 1, such as"
                                + " 100/s or 10/m.",
                        file + ":13: sweep.schedule 'every 5 minutes' is not a schedule; write five cron fields such as"
                                + " */5 * * * *, or @every 30s.",
                        file + ":14: recheck.min is 5m, longer than recheck.max (1s); give at most 1s.",
                        file + ":15: http.port 99999 is out of bounds; give a whole number from 0 to 65535.",
                        file
                                + ":16: shutdownTimeout \"soon\" is not a duration; give a duration from 1ms to 1h, such as"
                                + " 500ms, 15s, 5m or 1h.",
                        "configuration: kafka.bootstrapServers is not set; set it in the file, or set"
                                + " ROLLCALL_KAFKA_BOOTSTRAP_SERVERS.");
    }

    private static List<String> told(Services.Entry service, Path file) {
        try (CommandProcess process =
                CommandProcess.startIn(Map.of(), List.of(), service.name(), "--config", file.toString())) {
            assertThat(process.exitCode(Duration.ofSeconds(60))).isEqualTo(2);
            return process.err();
        }
    }
}
