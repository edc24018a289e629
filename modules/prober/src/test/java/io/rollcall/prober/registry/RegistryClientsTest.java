package io.rollcall.prober.registry;

import static io.rollcall.prober.registry.Settings.IN_CLUSTER;
import static io.rollcall.prober.registry.Settings.ask;
import static io.rollcall.prober.registry.Settings.inCluster;
import static io.rollcall.prober.registry.Settings.open;
import static io.rollcall.prober.registry.Settings.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict.Absent;
import io.rollcall.contract.probe.Verdict.Inconclusive;
import io.rollcall.runtime.config.PolicyConfig;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.testkit.ScriptedRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RegistryClientsTest {
    @TempDir
    Path directory;

    @Test
    void shouldKnowTheConfiguredHostsAlone() {
        try (RegistryClients clients = open(plain("Registry.Example:5000"), plain(IN_CLUSTER))) {
            assertThat(clients.of("registry.example:5000")).isPresent();
            assertThat(clients.of(IN_CLUSTER)).isPresent();
            assertThat(clients.of("registry.example")).isEmpty();
            assertThat(clients.of("registry.example:5001")).isEmpty();
            assertThat(clients.of("other.example")).isEmpty();
        }
    }

    @Test
    void shouldNameEveryMistakeWhenRegistriesCannotBeAsked() throws IOException {
        // Given
        Path noCa = Files.writeString(directory.resolve("ca.crt"), "no certificate");
        Path noConfig = directory.resolve("config.json");

        // When / Then
        assertThatThrownBy(() -> open(
                        inCluster("127.0.0.1:1", Optional.of(noConfig), Optional.empty(), false),
                        new RegistryConfig(
                                "registry.example",
                                Optional.empty(),
                                Optional.of(noCa),
                                Optional.empty(),
                                false,
                                PolicyConfig.defaults()),
                        plain("twice.example"),
                        plain("Twice.example")))
                .isInstanceOf(RegistrySetupException.class)
                .hasMessageContaining(
                        "The docker config %s cannot be read; create it, and give this process the right to read it.",
                        noConfig)
                .hasMessageContaining("The ca %s ", noCa)
                .hasMessageContaining("write the CA's certificates to it as PEM.")
                .hasMessageContaining("The registry twice.example is configured twice; keep one entry of registries.");
    }

    @Test
    void shouldSendNothingAndSayWhyUntilTheFilesAreOfUse() throws IOException {
        // Given
        Path noConfig = directory.resolve("config.json");
        String image = IN_CLUSTER + "/vi/ubuntu:v1";
        try (ScriptedRegistry registry = ScriptedRegistry.start();
                RegistryClients clients = RegistryClients.tolerant(
                        List.of(inCluster(registry.host(), Optional.of(noConfig), Optional.empty(), true)),
                        Clock.systemUTC())) {
            // When
            Answer before = ask(clients, image);
            List<ScriptedRegistry.Request> sent = registry.requests();
            Files.writeString(noConfig, "{\"auths\":{\"%s\":{\"auth\":\"cHJvYmU6czNjcmV0\"}}}".formatted(IN_CLUSTER));

            // Then
            assertThat(before.verdict()).isEqualTo(new Inconclusive(Reason.DENIED));
            assertThat(before.evidence().detail()).startsWith("The docker config " + noConfig);
            assertThat(sent).isEmpty();
            await().untilAsserted(
                            () -> assertThat(ask(clients, image).verdict()).isEqualTo(new Absent("MANIFEST_UNKNOWN")));
            assertThat(clients.of(IN_CLUSTER).orElseThrow().troubles()).isEmpty();
        }
    }

    @Test
    void shouldOfferTheHostsOwnNameInTlsWhenTheSocketGoesElsewhere() throws IOException {
        // Given
        List<String> hellos = new CopyOnWriteArrayList<>();
        try (WireServer server = WireServer.start(peer -> hellos.add(peer.raw(2_000)));
                RegistryClients clients = open(inCluster(server.host(), Optional.empty(), Optional.empty(), false))) {
            // When
            ask(clients, IN_CLUSTER + "/vi/ubuntu:v1");

            // Then
            await().until(() -> !hellos.isEmpty());
            assertThat(hellos.get(0)).contains(IN_CLUSTER).doesNotContain("h2");
        }
    }
}
