package io.rollcall.prober.conformance;

import static io.rollcall.prober.conformance.RealPath.DIGEST;
import static io.rollcall.prober.conformance.RealPath.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.contract.image.ReferenceParser;
import io.rollcall.contract.image.ReferenceParser.Parsed;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict.Absent;
import io.rollcall.contract.probe.Verdict.Inconclusive;
import io.rollcall.contract.probe.Verdict.Present;
import io.rollcall.contract.rules.Decision;
import io.rollcall.prober.registry.RegistryClients;
import io.rollcall.prober.registry.RegistrySetupException;
import io.rollcall.runtime.config.PolicyConfig;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.testkit.ScriptedAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dvcr/image_checker_test.go}: seven cases. */
@Tag("conformance")
class ImageCheckerTest {
    private static final String MANIFEST = "/v2/vi/team-a/ubuntu/manifests/" + ImageObject.UID;

    @AutoClose
    private final RealPath path = new RealPath();

    private final ImageObject image = new ImageObject(ImageObject.VI);

    @TempDir
    private Path directory;

    /** Differs: an empty URL is no error, there is just nothing to ask; the command line says that it is empty. */
    @Test
    @DisplayName("upstream checker (1): \"image URL is empty\"")
    void shouldAskNothingWhenTheUrlIsEmpty() {
        // When
        path.watched(image.url(""));

        // Then
        assertThat(image.state().asks()).isEmpty();
        assertThat(path.probedWithin(LONG)).isEmpty();
        assertThat(ReferenceParser.parse("")).isEqualTo(new Parsed.Invalid("The image reference is empty."));
    }

    /** Same: never sent, nothing changes. Differs: it is a verdict on the bus, not a failed reconcile. */
    @Test
    @DisplayName("upstream checker (2): \"failed to parse image reference\"")
    void shouldSendNothingWhenTheUrlDoesNotParse() {
        // When
        ProbeResult result = path.watched(image.url(":::invalid:::")).probed();
        Decision decision = path.settled(image, result);

        // Then
        assertThat(result.verdict()).isEqualTo(new Inconclusive(Reason.BAD_REFERENCE));
        assertThat(decision).isInstanceOf(Decision.Nothing.class);
        assertThat(image.phase()).isEqualTo("Ready");
        assertThat(path.asked()).isEmpty();
    }

    /** Differs: credentials are a mounted file, not a Secret that is read; a missing one stops the prober at once, in words. */
    @Test
    @DisplayName("upstream checker (3): \"failed to get auth secret\"")
    void shouldNotStartWhenTheDockerConfigIsMissing() {
        // Given
        Path missing = directory.resolve("config.json");

        // When / Then
        assertThatThrownBy(() -> open(Optional.of(missing), Optional.empty()))
                .isInstanceOf(RegistrySetupException.class)
                .hasMessageContaining("docker config " + missing + " cannot be read; create it");
    }

    /** Differs: likewise a mounted file. */
    @Test
    @DisplayName("upstream checker (4): \"failed to get certs secret\"")
    void shouldNotStartWhenTheCaIsMissing() {
        // Given
        Path missing = directory.resolve("ca.crt");

        // When / Then
        assertThatThrownBy(() -> open(Optional.empty(), Optional.of(missing)))
                .isInstanceOf(RegistrySetupException.class)
                .hasMessageContaining(missing.toString());
    }

    /** Differs: the Secret's key is a file here; what corresponds is a file that holds no certificate. */
    @Test
    @DisplayName("upstream checker (5): \"ca.crt not found in secret\"")
    void shouldNotStartWhenTheCaHoldsNoCertificate() throws IOException {
        // Given
        Path empty = Files.createFile(directory.resolve("ca.crt"));

        // When / Then
        assertThatThrownBy(() -> open(Optional.empty(), Optional.of(empty)))
                .isInstanceOf(RegistrySetupException.class)
                .hasMessageContaining(empty.toString());
    }

    /** Same. Differs: {@code /v2/} is not asked, since nothing would follow from its answer. */
    @Test
    @DisplayName("upstream checker (6): manifest 200 is true")
    void shouldBePresentWhenTheManifestIsThere() {
        // Given
        path.answers("vi/team-a/ubuntu", ScriptedAnswer.present(DIGEST));

        // When
        ProbeResult result = path.watched(image).probed();

        // Then
        assertThat(result.verdict()).isEqualTo(new Present(DIGEST));
        assertThat(path.asked()).containsExactly("HEAD " + MANIFEST);
    }

    /** Same. Differs: a GET must say it too, in a registry's own words. */
    @Test
    @DisplayName("upstream checker (7): manifest 404 is false")
    void shouldBeAbsentWhenTheManifestIsNotThere() {
        // When
        ProbeResult result = path.watched(image).probed();

        // Then
        assertThat(result.verdict()).isEqualTo(new Absent("MANIFEST_UNKNOWN"));
        assertThat(path.asked()).containsExactly("HEAD " + MANIFEST, "GET " + MANIFEST);
    }

    private static RegistryClients open(Optional<Path> dockerConfig, Optional<Path> ca) {
        return RegistryClients.open(
                List.of(new RegistryConfig(
                        ImageObject.HOST, dockerConfig, ca, Optional.empty(), false, PolicyConfig.defaults())),
                Clock.systemUTC());
    }
}
