package io.rollcall.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {

    @TempDir
    Path directory;

    @Test
    void shouldReadTheDocumentedFileWhenPathsAreRelativeToIt() throws IOException {
        // Given
        Files.createFile(directory.resolve("config.json"));
        Files.writeString(directory.resolve("client.properties"), "sasl.mechanism=PLAIN\n");
        Path file = yaml("""
                mode: write
                kafka: {bootstrapServers: "kafka:9092", config: client.properties, topicPrefix: west}
                kubernetes:
                  namespaces: [team-a, team-b]
                registries:
                  - host: dvcr.d8-virtualization.svc
                    dockerConfig: config.json
                    connectTo: 127.0.0.1:5443
                    policy: {inFlight: 4, rate: 50/s}
                  - host: other:5000
                sweep: {schedule: ""}
                recheck:
                """);

        // When
        RollcallConfig config = ok(new ConfigLoader().file(file));

        // Then
        assertThat(config.mode()).isEqualTo(Mode.WRITE);
        assertThat(config.kafka().clientProperties()).contains(directory.resolve("client.properties"));
        assertThat(config.kubernetes().namespaces()).containsExactly("team-a", "team-b");
        assertThat(config.registries())
                .extracting(RegistryConfig::host)
                .containsExactly("dvcr.d8-virtualization.svc", "other:5000");
        assertThat(config.registries().get(0).dockerConfig()).contains(directory.resolve("config.json"));
        assertThat(config.registries().get(0).policy().inFlight()).isEqualTo(4);
        assertThat(config.registries().get(1).policy()).isEqualTo(PolicyConfig.defaults());
        assertThat(config.sweep().cron()).isEmpty();
    }

    @Test
    void shouldPreferCommandLineOverEnvironmentOverFileOverDefault() throws IOException {
        // Given
        Path file = yaml("cluster: file\nhttp: {port: 1}\nwriter: {inFlight: 2}\n");

        // When
        RollcallConfig config = ok(new ConfigLoader()
                .file(file)
                .environment(Map.of("ROLLCALL_CLUSTER", "environment", "ROLLCALL_HTTP_PORT", "3"))
                .override("cluster", "option", "--cluster"));

        // Then
        assertThat(config.cluster()).isEqualTo("option");
        assertThat(config.http().port()).isEqualTo(3);
        assertThat(config.writer().inFlight()).isEqualTo(2);
        assertThat(config.kafka().partitions()).isEqualTo(12);
    }

    @Test
    void shouldReadUpstreamsScheduleUnlessOursIsSet() throws IOException {
        // Given
        Path file = yaml("sweep: {schedule: '@daily'}");
        Map<String, String> upstream = Map.of("DVCR_IMAGE_MONITOR_SCHEDULE", "0 * * * *");
        Map<String, String> both = Map.of("DVCR_IMAGE_MONITOR_SCHEDULE", "bad", "ROLLCALL_SWEEP_SCHEDULE", "");

        // Then
        assertThat(ok(new ConfigLoader().file(file)).sweep().schedule()).isEqualTo("@daily");
        assertThat(ok(new ConfigLoader().file(file).environment(upstream))
                        .sweep()
                        .schedule())
                .isEqualTo("0 * * * *");
        assertThat(ok(new ConfigLoader().file(file).environment(both)).sweep().schedule())
                .isEmpty();
        assertThat(mistakes(new ConfigLoader().environment(Map.of("DVCR_IMAGE_MONITOR_SCHEDULE", "61 * * * *"))))
                .singleElement()
                .asString()
                .startsWith("DVCR_IMAGE_MONITOR_SCHEDULE: sweep.schedule '61 * * * *' is not a schedule");
    }

    @Test
    void shouldTellEveryMistakeWithItsPlaceAndFixWhenThereAreMany() throws IOException {
        // Given
        Path file = yaml("""
                mode: loud
                kafka:
                  bootstrapServer: kafka:9092
                  partitions: twelve
                  minInSyncReplicas: 4
                registries:
                  - ca: nowhere.crt
                    policy: {rate: fast, connectTimeout: 90s}
                http: 8080
                recheck: {min: 10m}
                mode: write
                partitions: 3
                cluster: [a, b]
                """);
        Map<String, String> environment =
                Map.of("ROLLCALL_SWEEP_SCHEDUL", "x", "ROLLCALL_HTTP_PORT", "70000", "ROLLCALL_SHUTDOWN_TIMEOUT", "");

        // When
        List<String> mistakes =
                mistakes(new ConfigLoader().file(file).environment(environment).require(Keys.KAFKA_BOOTSTRAP_SERVERS));

        // Then
        assertThat(mistakes)
                .containsExactlyInAnyOrder(
                        file + ":1: mode \"loud\" is not known; give observe or write.",
                        file + ":3: kafka.bootstrapServer is not a key; did you mean kafka.bootstrapServers?",
                        file + ":4: kafka.partitions \"twelve\" is not a whole number;"
                                + " give a whole number from 1 to 1000.",
                        file + ":5: kafka.minInSyncReplicas is 4, more than kafka.replicationFactor (3);"
                                + " lower it to at most 3.",
                        file + ":7: registries[0].host is not set; give a registry such as dvcr.d8-virtualization.svc.",
                        file + ":7: registries[0].ca " + directory.resolve("nowhere.crt")
                                + " is not a file that exists; create it or correct the path.",
                        file + ":8: registries[0].policy.rate \"fast\" is not a rate;"
                                + " give a rate of at least 1, such as 100/s or 10/m.",
                        file + ":8: registries[0].policy.connectTimeout is 90s, longer than"
                                + " registries[].policy.totalTimeout (20s); give at most 20s.",
                        file + ":9: http is not a key; write its keys below it, as --help lists them.",
                        file + ":10: recheck.min is 10m, longer than recheck.max (5m); give at most 5m.",
                        file + ":11: mode is given twice; keep one of them.",
                        file + ":12: partitions is not a key; did you mean kafka.partitions?",
                        file + ":13: cluster is a list; give one value.",
                        "ROLLCALL_SWEEP_SCHEDUL: no key has this variable; did you mean ROLLCALL_SWEEP_SCHEDULE?",
                        "ROLLCALL_HTTP_PORT: http.port 70000 is out of bounds; give a whole number from 0 to 65535.",
                        "ROLLCALL_SHUTDOWN_TIMEOUT: shutdownTimeout is empty; give a value or remove it.",
                        "configuration: kafka.bootstrapServers is not set;"
                                + " set it in the file, or set ROLLCALL_KAFKA_BOOTSTRAP_SERVERS.");
    }

    @Test
    void shouldMergeRegistriesByIndexWhenTheEnvironmentNamesThem() throws IOException {
        // Given
        Path file = yaml("registries: [{host: a, plainHttp: true}]");

        // When
        RollcallConfig config = ok(new ConfigLoader()
                .file(file)
                .environment(Map.of("ROLLCALL_REGISTRIES_0_HOST", "b", "ROLLCALL_REGISTRIES_1_HOST", "c")));

        // Then
        assertThat(config.registries()).extracting(RegistryConfig::host).containsExactly("b", "c");
        assertThat(config.registries()).extracting(RegistryConfig::plainHttp).containsExactly(true, false);
    }

    @Test
    void shouldRefuseRegistriesWhenTheyLeaveAGapOrRepeat() {
        assertThat(mistakes(new ConfigLoader().environment(Map.of("ROLLCALL_REGISTRIES_1_HOST", "c"))))
                .containsExactly(
                        "ROLLCALL_REGISTRIES_1_HOST: registries[1].host leaves a gap, there is no registries[0];"
                                + " number registries from 0 without gaps.");
        assertThat(mistakes(new ConfigLoader()
                        .environment(Map.of("ROLLCALL_REGISTRIES_0_HOST", "c", "ROLLCALL_REGISTRIES_1_HOST", "c"))))
                .singleElement()
                .asString()
                .contains("names c twice");
    }

    @Test
    void shouldIgnoreReservedVariablesAndThoseThatKubernetesMakes() {
        // Given
        Map<String, String> environment = Map.of(
                "ROLLCALL_CONFIG", "rollcall.yaml",
                "ROLLCALL_TEST_KAFKA", "testcontainers",
                "ROLLCALL_JAVA_OPTS", "-Xmx1g",
                "ROLLCALL_COMPOSE_USER", "1000:1000",
                "ROLLCALL_HTTP_PORT", "tcp://10.0.0.1:8080",
                "ROLLCALL_PROBER_SERVICE_HOST", "10.0.0.1",
                "ROLLCALL_PROBER_SERVICE_PORT_HTTP", "8080",
                "ROLLCALL_PORT_8080_TCP_ADDR", "10.0.0.1",
                "PATH", "/bin");

        // Then
        assertThat(ok(new ConfigLoader().environment(environment))).isEqualTo(RollcallConfig.defaults());
    }

    @Test
    void shouldNotShowAValueThatMayHoldAPassword() {
        // When
        List<String> mistakes = mistakes(
                new ConfigLoader().environment(Map.of("ROLLCALL_REGISTRIES_0_HOST", "https://u:hunter2@dvcr")));

        // Then
        assertThat(mistakes).singleElement().asString().contains("not shown").doesNotContain("hunter2");
    }

    @Test
    void shouldNameTheLineWhenTheFileIsNotYaml() throws IOException {
        assertThat(mistakes(new ConfigLoader().file(yaml("mode: write\nsweep:\n  schedule: */5 * * * *\n"))))
                .singleElement()
                .asString()
                .contains("rollcall.yaml:3: is not YAML")
                .contains("quote a value that begins with *");
        assertThat(mistakes(new ConfigLoader().file(yaml("- a\n"))))
                .singleElement()
                .asString()
                .contains("not a mapping");
        assertThat(mistakes(new ConfigLoader().file(directory.resolve("none.yaml"))))
                .containsExactly(directory.resolve("none.yaml") + ": does not exist; create it or correct --config.");
    }

    @Test
    void shouldSaySoWhenTheFileIsADirectoryOrNoText() throws IOException {
        // Given
        Path binary = Files.write(directory.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});

        // Then
        assertThat(mistakes(new ConfigLoader().file(directory)))
                .containsExactly(directory + ": is a directory; name a file.");
        assertThat(mistakes(new ConfigLoader().file(binary)))
                .containsExactly(binary + ": is not YAML; write it as plain UTF-8 YAML.");
    }

    @Test
    void shouldRefuseClientPropertiesWhenTheyDecideWhatIsOurs() throws IOException {
        // Given
        Path properties = directory.resolve("client.properties");
        Files.writeString(properties, "acks=1\nconsumer.isolation.level=read_uncommitted\nlinger.ms=5\n");

        // When
        List<String> mistakes = mistakes(new ConfigLoader().overrides(Map.of("kafka.config", properties.toString())));

        // Then
        assertThat(mistakes)
                .containsExactly(
                        properties + ": acks is decided by Rollcall and cannot be set; remove it from this file.",
                        properties + ": consumer.isolation.level is decided by Rollcall and cannot be set;"
                                + " remove it from this file.");
    }

    @Test
    void shouldTakeTheBrokersFromClientPropertiesWhenTheKeyIsNotSet() throws IOException {
        // Given
        Path properties = directory.resolve("client.properties");
        Files.writeString(properties, "bootstrap.servers=kafka:9093\n");
        Map<String, String> settings = Map.of("kafka.config", properties.toString());

        // Then
        assertThat(ok(new ConfigLoader().overrides(settings).require(Keys.KAFKA_BOOTSTRAP_SERVERS))
                        .kafka()
                        .bootstrapServers())
                .isEqualTo("kafka:9093");
        assertThat(ok(new ConfigLoader().overrides(settings).override("kafka.bootstrapServers", "b:1", "--b"))
                        .kafka()
                        .bootstrapServers())
                .isEqualTo("b:1");
    }

    @Test
    void shouldMissTheBrokersWhenTheyAreAnEmptyText() throws IOException {
        // Given
        Path file = yaml("kafka: {bootstrapServers: \"\"}\n");

        // Then
        assertThat(mistakes(new ConfigLoader().file(file).require(Keys.KAFKA_BOOTSTRAP_SERVERS)))
                .containsExactly("configuration: kafka.bootstrapServers is not set;"
                        + " set it in the file, or set ROLLCALL_KAFKA_BOOTSTRAP_SERVERS.");
    }

    private Path yaml(String text) throws IOException {
        return Files.writeString(directory.resolve("rollcall.yaml"), text);
    }

    private static RollcallConfig ok(ConfigLoader loader) {
        Loaded loaded = loader.load();
        assertThat(loaded).isInstanceOf(Loaded.Ok.class);
        return ((Loaded.Ok) loaded).config();
    }

    private static List<String> mistakes(ConfigLoader loader) {
        Loaded loaded = loader.load();
        assertThat(loaded).isInstanceOf(Loaded.Mistakes.class);
        return ((Loaded.Mistakes) loaded)
                .mistakes().stream().map(Mistake::sentence).toList();
    }
}
