package io.rollcall.prober.registry;

import static io.rollcall.prober.registry.Settings.DIGEST;
import static io.rollcall.prober.registry.Settings.ask;
import static io.rollcall.prober.registry.Settings.open;
import static io.rollcall.prober.registry.Settings.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict.Absent;
import io.rollcall.contract.probe.Verdict.Inconclusive;
import io.rollcall.contract.probe.Verdict.Present;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.testkit.ScriptedAnswer;
import io.rollcall.testkit.ScriptedRegistry;
import io.rollcall.testkit.ScriptedRegistry.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripted: the real registry redirects no manifest. */
@Timeout(60)
class RedirectsTest {
    private static final String MANIFEST = "/v2/vi/ubuntu/manifests/v1";
    private static final String BASIC = "Basic cHJvYmU6czNjcmV0";

    @TempDir
    Path directory;

    private final ScriptedRegistry registry = ScriptedRegistry.start();
    private final ScriptedRegistry elsewhere = ScriptedRegistry.start();

    @AfterEach
    void stop() {
        registry.close();
        elsewhere.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void shouldFollowWithTheSameCredentialsWhenItLeadsToTheSameRegistry(int status) throws IOException {
        // Given
        registry.manifest("vi/ubuntu", "v1", ScriptedAnswer.of(status).with("Location", "/v2/mirror/manifests/v1?a=b"));
        registry.manifest("mirror", "v1", ScriptedAnswer.present(DIGEST));

        // When
        Answer answer = answer(Settings.withPassword(registry.host(), directory));

        // Then
        assertThat(answer.verdict()).isEqualTo(new Present(DIGEST));
        assertThat(answer.requests()).isEqualTo(2);
        assertThat(registry.requests()).hasSize(2).allSatisfy(request -> {
            assertThat(request.method()).isEqualTo("HEAD");
            assertThat(request.header("Authorization")).isEqualTo(BASIC);
        });
        assertThat(registry.requests().get(1).query()).isEqualTo("a=b");
    }

    @Test
    void shouldSendNoCredentialsAcrossWhenTheOtherRegistryHasNone() throws IOException {
        // Given
        registry.manifest("vi/ubuntu", "v1", elsewhere("/v2/vi/ubuntu/manifests/v1"));
        elsewhere.manifest("vi/ubuntu", "v1", ScriptedAnswer.registryError(404, "MANIFEST_UNKNOWN"));

        // When
        Answer answer = answer(Settings.withPassword(registry.host(), directory), plain(elsewhere.host()));

        // Then
        assertThat(answer.verdict()).isEqualTo(new Absent("MANIFEST_UNKNOWN"));
        assertThat(answer.requests()).isEqualTo(4);
        assertThat(elsewhere.requests()).extracting(Request::method).containsExactly("HEAD", "GET");
        assertThat(elsewhere.requests())
                .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("Authorization"));
    }

    @Test
    void shouldSendTheOtherRegistrysOwnCredentialsWhenItHasSome() throws IOException {
        // Given
        registry.manifest("vi/ubuntu", "v1", elsewhere("/v2/vi/ubuntu/manifests/v1"));
        elsewhere.manifest("vi/ubuntu", "v1", ScriptedAnswer.present(DIGEST));

        // When
        Answer answer = answer(plain(registry.host()), Settings.withPassword(elsewhere.host(), directory));

        // Then
        assertThat(answer.verdict()).isEqualTo(new Present(DIGEST));
        assertThat(registry.requests().get(0).headers()).doesNotContainKey("Authorization");
        assertThat(elsewhere.requests().get(0).header("Authorization")).isEqualTo(BASIC);
    }

    @Test
    void shouldNotTakeATokenAcross() throws IOException {
        // Given
        registry.script("GET", "/token", ScriptedAnswer.of(200).withBody("{\"access_token\":\"t1\"}"));
        registry.manifest(
                "vi/ubuntu",
                "v1",
                ScriptedAnswer.registryError(401, "UNAUTHORIZED")
                        .with("Www-Authenticate", "Bearer realm=\"http://" + registry.host() + "/token\""),
                elsewhere("/v2/vi/ubuntu/manifests/v1"));
        elsewhere.manifest("vi/ubuntu", "v1", ScriptedAnswer.present(DIGEST));

        // When
        Answer answer = answer(plain(registry.host()), plain(elsewhere.host()));

        // Then
        assertThat(answer.verdict()).isEqualTo(new Present(DIGEST));
        assertThat(registry.requests())
                .filteredOn(request -> request.path().equals(MANIFEST))
                .extracting(request -> request.header("Authorization"))
                .containsExactly("", "Bearer t1");
        assertThat(elsewhere.requests().get(0).headers()).doesNotContainKey("Authorization");
    }

    @Test
    void shouldGoNowhereElseAndSayWhereItLed() {
        // Given
        registry.manifest("vi/ubuntu", "v1", elsewhere("/blob?X-Amz-Signature=s3cret"));

        // When
        Answer answer = answer(plain(registry.host()));

        // Then
        assertThat(elsewhere.requests()).isEmpty();
        assertThat(answer.verdict()).isEqualTo(new Inconclusive(Reason.UNEXPECTED_ANSWER));
        assertThat(answer.evidence().status()).isEqualTo(307);
        assertThat(answer.evidence().detail())
                .isEqualTo(
                        "a redirect to http://%s/blob?…, which is not followed; add %s to registries, or make host"
                                + " the place that it leads to",
                        elsewhere.host(), elsewhere.host());
    }

    /** Its name has no address here: that is what connectTo is for, and it leads to one port. */
    @Test
    void shouldSayWhatToChangeWhenItLeadsFromConnectToToHttps() {
        // Given
        String https = "https://" + Settings.IN_CLUSTER + MANIFEST;
        registry.manifest("vi/ubuntu", "v1", ScriptedAnswer.of(308).with("Location", https));

        // When
        Answer answer;
        try (RegistryClients clients =
                open(Settings.inCluster(registry.host(), Optional.empty(), Optional.empty(), true))) {
            answer = ask(clients, Settings.IN_CLUSTER + "/vi/ubuntu:v1");
        }

        // Then
        assertThat(answer.verdict()).isEqualTo(new Inconclusive(Reason.UNEXPECTED_ANSWER));
        assertThat(answer.evidence().status()).isEqualTo(308);
        assertThat(answer.evidence().detail())
                .isEqualTo(
                        "a redirect to %s, where connectTo does not lead; take plainHttp out, and let connectTo lead to"
                                + " the registry's https port",
                        https);
    }

    @Test
    void shouldNotBelieveAnAbsenceWhoseConfirmationLedAway() {
        // Given
        registry.script("HEAD", MANIFEST, ScriptedAnswer.registryError(404, "MANIFEST_UNKNOWN"));
        registry.script("GET", MANIFEST, elsewhere(MANIFEST));

        // When
        Answer answer = answer(plain(registry.host()));

        // Then
        assertThat(answer.verdict()).isEqualTo(new Inconclusive(Reason.UNEXPECTED_ANSWER));
        assertThat(answer.evidence().status()).isEqualTo(404);
        assertThat(answer.evidence().confirmStatus()).isEqualTo(307);
        assertThat(elsewhere.requests()).isEmpty();
    }

    @Test
    void shouldStopWhenItLeadsInACircle() {
        // Given
        registry.manifest("vi/ubuntu", "v1", ScriptedAnswer.redirect(MANIFEST));

        // When
        Answer answer = answer(plain(registry.host()));

        // Then
        assertThat(answer.verdict()).isEqualTo(new Inconclusive(Reason.UNEXPECTED_ANSWER));
        assertThat(answer.evidence().detail()).isEqualTo("more than 3 redirects, one after the other");
        assertThat(answer.requests()).isEqualTo(4);
    }

    private ScriptedAnswer elsewhere(String path) {
        return ScriptedAnswer.redirect("http://" + elsewhere.host() + path);
    }

    private Answer answer(RegistryConfig... registries) {
        try (RegistryClients clients = open(registries)) {
            return ask(clients, registry.host() + "/vi/ubuntu:v1");
        }
    }
}
