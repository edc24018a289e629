package io.rollcall.prober.registry;

import static io.rollcall.prober.registry.Settings.DIGEST;
import static io.rollcall.prober.registry.Settings.ask;
import static io.rollcall.prober.registry.Settings.open;
import static io.rollcall.prober.registry.Settings.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.image.Depth;
import io.rollcall.contract.probe.HttpEvidence;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.contract.probe.Verdict.Absent;
import io.rollcall.contract.probe.Verdict.Inconclusive;
import io.rollcall.contract.probe.Verdict.Present;
import io.rollcall.testkit.ScriptedAnswer;
import io.rollcall.testkit.ScriptedRegistry;
import io.rollcall.testkit.ScriptedRegistry.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ScriptedAnswersTest {
    private final ScriptedRegistry registry = ScriptedRegistry.start();
    private final ScriptedRegistry elsewhere = ScriptedRegistry.start();

    @AfterEach
    void stop() {
        registry.close();
        elsewhere.close();
    }

    @Test
    void shouldSayEverythingThatItAcceptsAndNothingConditionalWhenItAsks() {
        // Given
        registry.manifest("vi/ubuntu", "v1", ScriptedAnswer.registryError(404, "NAME_UNKNOWN"));

        // When
        Answer answer = answer();

        // Then
        assertThat(answer.verdict()).isEqualTo(new Absent("NAME_UNKNOWN"));
        assertThat(registry.requests()).extracting(Request::method).containsExactly("HEAD", "GET");
        assertThat(registry.requests()).allSatisfy(request -> {
            assertThat(request.headers().get("Accept"))
                    .containsExactly("application/vnd.docker.distribution.manifest.v1+json, "
                            + "application/vnd.docker.distribution.manifest.v1+prettyjws, "
                            + "application/vnd.docker.distribution.manifest.v2+json, "
                            + "application/vnd.docker.distribution.manifest.list.v2+json, "
                            + "application/vnd.oci.image.manifest.v1+json, "
                            + "application/vnd.oci.image.index.v1+json");
            assertThat(request.headers().get("Host")).containsExactly(registry.host());
            assertThat(request.headers().get("User-agent"))
                    .singleElement()
                    .asString()
                    .startsWith("rollcall/");
            assertThat(request.headers())
                    .doesNotContainKeys(
                            "If-none-match", "Authorization", "Cookie", "Accept-encoding", "Upgrade", "Expect");
        });
    }

    @Test
    void shouldSendOneRequestWhenItIsPresent() {
        // Given
        registry.manifest("vi/ubuntu", "v1", ScriptedAnswer.present(DIGEST));

        // When
        Answer answer = answer();

        // Then
        assertThat(answer.verdict()).isEqualTo(new Present(DIGEST));
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    void shouldAskForTheDigestWhenTheReferenceHasOne() {
        // Given
        registry.manifest("vi/ubuntu", DIGEST, ScriptedAnswer.present(DIGEST));

        // When
        Verdict verdict = verdictOf("/vi/ubuntu:v1@" + DIGEST);

        // Then
        assertThat(verdict).isEqualTo(new Present(DIGEST));
    }

    @Test
    void shouldNotFollowARedirectAnywhere() throws IOException {
        // Given
        elsewhere.manifest("vi/ubuntu", "v1", ScriptedAnswer.present(DIGEST));
        registry.manifest(
                "vi/ubuntu",
                "v1",
                ScriptedAnswer.redirect("http://" + elsewhere.host() + "/v2/vi/ubuntu/manifests/v1"));

        // When
        Answer answer = answer();

        // Then
        assertThat(answer.verdict()).isEqualTo(new Inconclusive(Reason.UNEXPECTED_ANSWER));
        assertThat(answer.evidence().status()).isEqualTo(307);
        assertThat(elsewhere.requests()).isEmpty();
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    void shouldReadNoMoreThanItsBoundWhenABodyIsHuge() {
        // Given
        String huge = "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\",\"message\":\"" + "x".repeat(4 << 20) + "\"}]}";
        registry.manifest("vi/ubuntu", "v1", ScriptedAnswer.of(404).withBody(huge));

        // When
        Answer answer = answer();

        // Then
        assertThat(answer.verdict()).isEqualTo(new Inconclusive(Reason.NOT_A_REGISTRY));
        assertThat(answer.evidence().confirmStatus()).isEqualTo(404);
    }

    @Test
    void shouldKeepTheHeadsStatusWhenTimeRunsOutInBetween() {
        // Given
        ScriptedAnswer gone = ScriptedAnswer.registryError(404, "MANIFEST_UNKNOWN");
        registry.script("HEAD", "/v2/vi/ubuntu/manifests/v1", gone.after(Duration.ofMillis(600)));
        registry.script("GET", "/v2/vi/ubuntu/manifests/v1", gone.after(Duration.ofMillis(900)));

        // When
        Answer answer;
        try (RegistryClients clients = open(plain(registry.host(), Duration.ofSeconds(1), Duration.ofSeconds(1)))) {
            answer = ask(clients, registry.host() + "/vi/ubuntu:v1");
        }

        // Then
        assertThat(answer.verdict()).isEqualTo(new Inconclusive(Reason.TIMEOUT));
        assertThat(answer.evidence()).isEqualTo(new HttpEvidence(404, null, null, null, "no verdict within 1000 ms"));
    }

    @Test
    void shouldChangeOnlyTheAddressWhenItConnectsElsewhere(@TempDir Path directory) throws IOException {
        // Given
        registry.manifest("vi/ubuntu", "v1", ScriptedAnswer.registryError(404, "MANIFEST_UNKNOWN"));
        Path dockerConfig = Files.writeString(
                directory.resolve("config.json"),
                "{\"auths\":{\"%s\":{\"username\":\"probe\",\"password\":\"s3cret\"}}}".formatted(Settings.IN_CLUSTER));

        // When
        try (RegistryClients clients = open(Settings.inCluster(
                registry.host().replace("127.0.0.1", "localhost"),
                Optional.of(dockerConfig),
                Optional.empty(),
                true))) {
            ask(clients, Settings.IN_CLUSTER + "/vi/ubuntu:v1");
        }

        // Then
        assertThat(registry.requests()).hasSize(2).allSatisfy(request -> {
            assertThat(request.headers().get("Host")).containsExactly(Settings.IN_CLUSTER);
            assertThat(request.headers().get("Authorization")).containsExactly("Basic cHJvYmU6czNjcmV0");
        });
    }

    @Test
    void shouldAskNobodyWhenTheReferenceNamesAnotherHost() {
        try (RegistryClients clients = open(plain(registry.host()))) {
            // When
            Answer answer = clients.of(registry.host())
                    .orElseThrow()
                    .probe(Settings.reference(elsewhere.host() + "/vi/ubuntu:v1"), Depth.MANIFEST)
                    .join();

            // Then
            assertThat(clients.of(elsewhere.host())).isEmpty();
            assertThat(answer.verdict()).isEqualTo(new Inconclusive(Reason.NOT_ALLOWED));
            assertThat(registry.requests()).isEmpty();
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    private Answer answer() {
        try (RegistryClients clients = open(plain(registry.host()))) {
            return ask(clients, registry.host() + "/vi/ubuntu:v1");
        }
    }

    private Verdict verdictOf(String path) {
        try (RegistryClients clients = open(plain(registry.host()))) {
            return ask(clients, registry.host() + path).verdict();
        }
    }
}
