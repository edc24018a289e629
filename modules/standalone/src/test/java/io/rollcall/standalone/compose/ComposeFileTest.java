package io.rollcall.standalone.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.runtime.config.ConfigLoader;
import io.rollcall.runtime.config.Loaded;
import io.rollcall.runtime.config.Mode;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.standalone.RollcallCommand;
import io.rollcall.standalone.cli.Surroundings;
import io.rollcall.standalone.services.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must be so in {@code docker-compose.yml}, whatever else changes in it. */
class ComposeFileTest {

    private static final ComposeFile FILE = ComposeFile.read(Map.of());

    static Stream<ComposeService> all() {
        return FILE.services().stream();
    }

    static Stream<ComposeService> ours() {
        return FILE.ours().stream();
    }

    static Stream<ComposeService> scaling() {
        return Services.all().stream().map(service -> FILE.service(service.name()));
    }

    @ParameterizedTest
    @MethodSource("scaling")
    void shouldLetSeveralOfAServiceRunOnOneMachine(ComposeService service) {
        assertThat(service.settings().keySet().stream().map(String::valueOf))
                .doesNotContain("ports", "container_name", "hostname", "network_mode", "mac_address", "profiles");
    }

    @ParameterizedTest
    @MethodSource("ours")
    void shouldGiveOurServicesNoMoreThanTheyNeed(ComposeService service) {
        assertThat(service.settings().get("read_only")).isEqualTo(true);
        assertThat(service.list("tmpfs"))
                .singleElement()
                .asString()
                .startsWith("/tmp:")
                .contains("exec");
        assertThat(service.text("user")).matches("[1-9][0-9]*:[1-9][0-9]*");
        assertThat(service.binds()).allMatch(ComposeService.Bind::readOnly);
        assertThat(service.binds()).allMatch(bind -> Files.exists(bind.source()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldConfineEveryServiceAndKnowItsHealth(ComposeService service) {
        assertThat(service.list("cap_drop")).containsExactly("ALL");
        assertThat(service.list("security_opt")).containsExactly("no-new-privileges:true");
        assertThat(service.healthCheck()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldWaitOnlyForServicesThatAreThereAndHealthy(ComposeService service) {
        service.dependencies().forEach((other, condition) -> {
            assertThat(condition).isEqualTo("service_healthy");
            assertThat(service.list("profiles"))
                    .as("profiles of %s, which %s waits for", other, service.name())
                    .containsAll(FILE.service(other).list("profiles"));
        });
    }

    @ParameterizedTest
    @MethodSource("scaling")
    void shouldConfigureEachServiceWithoutAMistake(ComposeService service) {
        // When
        RollcallConfig config = config(service);

        // Then
        assertThat(config.mode()).isEqualTo(Mode.OBSERVE);
        assertThat(config.kafka().replicationFactor()).isEqualTo(1);
        assertThat(config.kafka().minInSyncReplicas()).isEqualTo(1);
        assertThat(Duration.parse("PT" + service.text("stop_grace_period").toUpperCase(java.util.Locale.ROOT)))
                .isGreaterThan(config.shutdownTimeout().plusSeconds(5));
        assertThat(service.dependencies()).containsKey(host(config.kafka().bootstrapServers()));
    }

    @Test
    void shouldGiveTheProberNoKubeconfig() {
        assertThat(config(FILE.service("prober")).kubernetes().kubeconfig()).isEmpty();
        assertThat(FILE.service("prober").binds())
                .extracting(ComposeService.Bind::target)
                .doesNotContain("/etc/kubernetes/kubeconfig");
        assertThat(config(FILE.service("watcher")).kubernetes().kubeconfig()).isPresent();
        assertThat(config(FILE.service("status-writer")).kubernetes().kubeconfig())
                .isPresent();
    }

    @ParameterizedTest
    @MethodSource("ours")
    void shouldRunCommandsThatThereAre(ComposeService service) {
        // When
        String[] command = service.list("command").toArray(String[]::new);

        // Then
        assertThat(command[0]).isEqualTo(service.name());
        assertThat(RollcallCommand.commandLine(Surroundings.ofProcess())
                        .parseArgs(command)
                        .errors())
                .isEmpty();
    }

    @Test
    void shouldReachTheSandboxWhereItListens() {
        // Given
        List<String> command = FILE.service("sandbox").list("command");

        // Then
        assertThat(ComposeFile.load(ComposeFile.HOME.resolve("deploy/sandbox/kubeconfig"))
                        .get("clusters")
                        .toString())
                .contains("server=http://%s:%s}".formatted(after("--host", command), after("--port", command)));
        assertThat(config(FILE.service("prober")).registries())
                .singleElement()
                .satisfies(registry -> assertThat(registry.host()).isEqualTo(after("--registry", command)));
        assertThat(after("--host", command)).isEqualTo("sandbox");
        assertThat(FILE.service("sandbox").dependencies()).containsKey(host(after("--registry", command)));
    }

    @Test
    void shouldRunTheBrokerThatTheLibrariesAreOf() throws IOException {
        // Given
        String version = Files.readString(ComposeFile.HOME.resolve("pom.xml"))
                .replaceAll("(?s).*<kafka.version>(.*)</kafka.version>.*", "$1");

        // Then
        assertThat(FILE.service("kafka").text("image")).isEqualTo("apache/kafka:" + version);
    }

    private static RollcallConfig config(ComposeService service) {
        Map<String, String> environment = new HashMap<>(service.environment());
        service.binds()
                .forEach(bind -> environment.replaceAll((name, value) ->
                        value.startsWith(bind.target()) ? value.replace(bind.target(), bind.source() + "") : value));
        ConfigLoader loader = new ConfigLoader().environment(environment);
        loader.file(java.nio.file.Path.of(environment.get("ROLLCALL_CONFIG")));
        Loaded loaded = loader.load();
        assertThat(loaded).isInstanceOf(Loaded.Ok.class);
        return ((Loaded.Ok) loaded).config();
    }

    private static String after(String option, List<String> command) {
        return command.get(command.indexOf(option) + 1);
    }

    private static String host(String address) {
        return address.substring(0, address.indexOf(':'));
    }
}
