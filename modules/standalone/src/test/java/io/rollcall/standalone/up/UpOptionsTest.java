package io.rollcall.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rollcall.runtime.config.Loaded;
import io.rollcall.runtime.config.Mode;
import io.rollcall.standalone.CommandRun;
import io.rollcall.standalone.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class UpOptionsTest {

    @TempDir
    Path directory;

    private Path kubeconfig;

    @BeforeEach
    void writeKubeconfig() throws IOException {
        kubeconfig = Files.writeString(directory.resolve("kubeconfig"), Kubeconfigs.at("https://10.0.0.1:6443"));
    }

    @Test
    void shouldRunABrokerOfItsOwnAndListenOnLoopbackWhenNothingElseIsSaid() {
        // When
        UpSettings settings = settings();

        // Then
        assertThat(settings.embedded())
                .hasValueSatisfying(data -> assertThat(data.path()).isEqualTo(directory.resolve("data")));
        assertThat(settings.config().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(settings.config().http().bind()).isEqualTo("127.0.0.1");
        assertThat(settings.portMayMove()).isTrue();
        assertThat(settings.config().prober().stateDir()).contains(directory.resolve("data/streams"));
        assertThat(settings.apiServer().url()).isEqualTo("https://10.0.0.1:6443");
        assertThat(settings.apiServer().source()).endsWith("context test");
    }

    @Test
    void shouldLetOptionsWinWhenFileAndEnvironmentSayOtherwise() throws IOException {
        // Given
        Path config = Files.writeString(
                directory.resolve("rollcall.yaml"),
                "mode: observe\nsweep: {schedule: \"0 * * * *\"}\nhttp: {bind: 0.0.0.0, port: 9090}\nkafka: {bootstrapServers: \"a:1\"}\n");

        // When
        UpSettings settings = settings(
                "--config", config.toString(), "--mode", "write", "--sweep", "@every 9s", "--bootstrap-servers", "b:2");

        // Then
        assertThat(settings.config().mode()).isEqualTo(Mode.WRITE);
        assertThat(settings.config().sweep().schedule()).isEqualTo("@every 9s");
        assertThat(settings.config().http().bind()).isEqualTo("0.0.0.0");
        assertThat(settings.portMayMove()).isFalse();
        assertThat(settings.config().kafka().bootstrapServers()).isEqualTo("b:2");
        assertThat(settings.embedded()).isEmpty();
    }

    @Test
    void shouldReadTheFileAgainUnderTheSameOptionsWhenItHasChanged() throws IOException {
        // Given
        Path config = Files.writeString(directory.resolve("rollcall.yaml"), "sweep: {schedule: \"0 * * * *\"}\n");
        UpSettings settings = settings("--config", config.toString(), "--mode", "write");

        // When
        Files.writeString(config, "mode: observe\nregistries: [{host: dvcr.example, policy: {rate: 7/s}}]\n");
        Loaded loaded = settings.source().reader().get();

        // Then
        assertThat(settings.source().file()).contains(config);
        assertThat(loaded).isInstanceOfSatisfying(Loaded.Ok.class, it -> {
            assertThat(it.config().mode()).isEqualTo(Mode.WRITE);
            assertThat(it.config().registries()).singleElement().satisfies(registry -> assertThat(
                            registry.policy().rate().perSecond())
                    .isEqualTo(7));
        });
    }

    @Test
    void shouldAskForARegistryWithAnExampleWhenThereIsNone() {
        // When
        CommandRun run = CommandRun.of("up", "--kubeconfig", kubeconfig.toString());

        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("no registry is configured").contains("- host: dvcr.d8-virtualization.svc");
    }

    @Test
    void shouldSayWhatIsWrongWithTheKubeconfig() throws IOException {
        // Given
        Path nonsense = Files.writeString(directory.resolve("nonsense"), "{{{");

        // Then
        assertThat(mistake("--kubeconfig", directory.resolve("none").toString()))
                .contains("is not a file that exists");
        assertThat(mistake("--kubeconfig", nonsense.toString())).contains("is not a kubeconfig");
        assertThat(mistake("--context", "nowhere")).contains("has no context nowhere; choose one of: test");
    }

    @Test
    void shouldRefuseAClientPropertiesWithoutABroker() throws IOException {
        // Given
        Path properties = Files.writeString(directory.resolve("client.properties"), "security.protocol=SSL\n");

        // Then
        assertThat(mistake("--kafka-config", properties.toString())).contains("add bootstrap.servers");
    }

    private String mistake(String... args) {
        CommandException refused = catchThrowableOfType(CommandException.class, () -> settings(args));
        assertThat(refused).isNotNull();
        assertThat(refused.exitCode()).isEqualTo(2);
        return refused.getMessage();
    }

    private UpSettings settings(String... args) {
        Probe probe = new Probe();
        List<String> all = new ArrayList<>(List.of("--set", "registries[0].host=dvcr.example"));
        all.addAll(List.of("--data-dir", directory.resolve("data").toString()));
        if (!List.of(args).contains("--kubeconfig")) {
            all.addAll(List.of("--kubeconfig", kubeconfig.toString()));
        }
        all.addAll(List.of(args));
        new CommandLine(probe).parseArgs(all.toArray(String[]::new));
        return probe.options.settings(Map.of("ROLLCALL_MODE", "observe"));
    }

    @Command
    static final class Probe {
        @Mixin
        UpOptions options;
    }
}
