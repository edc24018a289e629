package io.rollcall.prober.registry;

import static io.rollcall.prober.registry.Settings.ask;
import static io.rollcall.prober.registry.Settings.open;
import static io.rollcall.prober.registry.Settings.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.probe.HttpEvidence;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict.Absent;
import io.rollcall.contract.probe.Verdict.Inconclusive;
import io.rollcall.contract.probe.Verdict.Present;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.Manifest;
import io.rollcall.testkit.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Distribution itself answers, and what we make of it. */
@Timeout(60)
class RealRegistryIT {
    @TempDir
    Path directory;

    private DockerRegistry registry;
    private RegistryClients clients;

    @BeforeEach
    void start() {
        registry = TestRegistry.plain(directory);
        clients = open(plain(registry.host(), Duration.ofSeconds(2), Duration.ofSeconds(4)));
    }

    @AfterEach
    void stop() {
        if (registry != null) {
            clients.close();
            registry.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Manifest.class)
    void shouldBePresentWhateverFormAManifestHas(Manifest form) {
        // Given
        String digest = registry.push("vi/team-a/ubuntu", "v1", form);

        // When
        Answer byTag = ask(clients, image("vi/team-a/ubuntu:v1"));
        Answer byDigest = ask(clients, image("vi/team-a/ubuntu@" + digest));

        // Then
        assertThat(byTag.verdict()).isEqualTo(new Present(digest));
        assertThat(byTag.evidence()).isEqualTo(new HttpEvidence(200, null, null, form.mediaType(), null));
        assertThat(byDigest.verdict()).isEqualTo(new Present(digest));
    }

    @ParameterizedTest
    @EnumSource(Manifest.class)
    void shouldBeAbsentWhenItWasDeletedAndPresentWhenItIsBack(Manifest form) {
        // Given
        String digest = registry.push("vi/team-a/ubuntu", "v1", form);
        registry.deleteManifest("vi/team-a/ubuntu", digest);

        // When
        Answer gone = ask(clients, image("vi/team-a/ubuntu:v1"));
        registry.push("vi/team-a/ubuntu", "v1", form);
        Answer back = ask(clients, image("vi/team-a/ubuntu:v1"));

        // Then
        assertThat(gone.verdict()).isEqualTo(new Absent("MANIFEST_UNKNOWN"));
        assertThat(gone.evidence().status()).isEqualTo(404);
        assertThat(gone.evidence().confirmStatus()).isEqualTo(404);
        assertThat(back.verdict()).isEqualTo(new Present(digest));
    }

    @Test
    void shouldBeAbsentWhenThereWasNeverSuchARepository() {
        assertThat(ask(clients, image("vi/never/pushed:v1")).verdict()).isEqualTo(new Absent("MANIFEST_UNKNOWN"));
    }

    @Test
    void shouldBeAbsentWhenTheStorageWasMovedAwayAndPresentWhenItIsBack() {
        // Given
        String digest = registry.push("vi/team-a/ubuntu", "v1", Manifest.OCI);

        // When
        registry.loseStorage();
        Answer lost = ask(clients, image("vi/team-a/ubuntu:v1"));
        registry.restoreStorage();
        Answer found = ask(clients, image("vi/team-a/ubuntu:v1"));

        // Then
        assertThat(lost.verdict()).isEqualTo(new Absent("MANIFEST_UNKNOWN"));
        assertThat(found.verdict()).isEqualTo(new Present(digest));
    }

    @Test
    void shouldNotBeAbsentWhenTheStorageIsBroken() throws IOException {
        // Given
        registry.push("vi/team-a/ubuntu", "v1", Manifest.OCI);
        registry.loseStorage();
        Files.writeString(directory.resolve("storage"), "a file where a directory was");

        // When
        Answer answer = ask(clients, image("vi/team-a/ubuntu:v1"));

        // Then
        assertThat(answer.verdict()).isEqualTo(new Inconclusive(Reason.SERVER_ERROR));
        assertThat(answer.evidence().status()).isEqualTo(500);
    }

    @Test
    void shouldBeRefusedWhenTheRegistryIsStopped() {
        // Given
        registry.stop();

        // When
        Answer answer = ask(clients, image("vi/team-a/ubuntu:v1"));

        // Then
        assertThat(answer.verdict()).isEqualTo(new Inconclusive(Reason.CONNECTION_REFUSED));
    }

    @Test
    void shouldTimeOutWhenTheRegistryHangs() {
        // Given
        String digest = registry.push("vi/team-a/ubuntu", "v1", Manifest.OCI);
        registry.pause();

        // When
        Answer hung = ask(clients, image("vi/team-a/ubuntu:v1"));
        registry.resume();
        Answer after = ask(clients, image("vi/team-a/ubuntu:v1"));

        // Then
        assertThat(hung.verdict()).isEqualTo(new Inconclusive(Reason.TIMEOUT));
        assertThat(Duration.between(hung.startedAt(), hung.probedAt())).isLessThan(Duration.ofMillis(4_500));
        assertThat(after.verdict()).isEqualTo(new Present(digest));
    }

    @Test
    void shouldNotNoticeWhenTheRegistryIsRestartedBetweenTwoProbes() {
        // Given
        String digest = registry.push("vi/team-a/ubuntu", "v1", Manifest.OCI);
        ask(clients, image("vi/team-a/ubuntu:v1"));

        // When
        registry.stop();
        registry.start();
        Answer answer = ask(clients, image("vi/team-a/ubuntu:v1"));

        // Then
        assertThat(answer.verdict()).isEqualTo(new Present(digest));
    }

    private String image(String path) {
        return registry.host() + "/" + path;
    }
}
