package io.rollcall.prober.registry;

import static io.rollcall.prober.registry.AnswerAssert.assertThat;
import static io.rollcall.prober.registry.Settings.open;
import static io.rollcall.prober.registry.Settings.plain;
import static io.rollcall.prober.registry.Settings.reference;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.image.Depth;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.Reason;
import io.rollcall.testkit.ScriptedAnswer;
import io.rollcall.testkit.ScriptedRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripted, for answers that the real registry does not give; {@link DeepCheckIT} has what it does. */
@Timeout(60)
class DeepCheckTest {
    private static final String CONFIG = digest("config");
    private static final String LAYER = digest("layer");
    private static final String TYPE = "application/vnd.oci.image.manifest.v1+json";
    private static final String IMAGE =
            "{\"schemaVersion\":2,\"config\":{\"digest\":\"%s\"},\"layers\":[{\"digest\":\"%s\"},{\"digest\":\"%s\"},"
                            .formatted(CONFIG, LAYER, LAYER)
                    + "{\"digest\":\"sha256:" + "f".repeat(64) + "\",\"urls\":[\"https://elsewhere.example/\"]}]}";

    private final ScriptedRegistry registry = ScriptedRegistry.start();

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void shouldBePresentWhenEveryBlobIsThereAndReadTheManifestOnce() {
        // Given
        manifest("v1", IMAGE);
        blob(CONFIG, there(CONFIG));
        blob(LAYER, there(LAYER));
        try (RegistryClients clients = open(plain(registry.host()))) {
            // When
            Answer first = ask(clients);
            Answer second = ask(clients);

            // Then
            assertThat(first).isPresent(digest(IMAGE));
            assertThat(first.evidence().detail()).isEqualTo("its 2 blobs are there");
            assertThat(first.requests()).isEqualTo(4);
            assertThat(second).isPresent(digest(IMAGE));
            assertThat(second.requests()).isEqualTo(3);
        }
        assertThat(registry.requests())
                .extracting(request -> request.method() + " " + request.path())
                .containsExactly(
                        "HEAD /v2/vi/ubuntu/manifests/v1",
                        "GET /v2/vi/ubuntu/manifests/" + digest(IMAGE),
                        "HEAD /v2/vi/ubuntu/blobs/" + CONFIG,
                        "HEAD /v2/vi/ubuntu/blobs/" + LAYER,
                        "HEAD /v2/vi/ubuntu/manifests/v1",
                        "HEAD /v2/vi/ubuntu/blobs/" + CONFIG,
                        "HEAD /v2/vi/ubuntu/blobs/" + LAYER);
    }

    @Test
    void shouldBeAbsentAndNameTheBlobWhenItIsMissingTwice() {
        // Given
        manifest("v1", IMAGE);
        blob(CONFIG, there(CONFIG));
        blob(LAYER, ScriptedAnswer.registryError(404, "BLOB_UNKNOWN"));

        // When
        Answer answer = answer();

        // Then
        assertThat(answer).isAbsent("BLOB_UNKNOWN");
        assertThat(answer.evidence().detail()).isEqualTo("the blob " + LAYER + " is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MANIFEST_UNKNOWN", "NAME_UNKNOWN", "UNSUPPORTED"})
    void shouldNotLoseAnImageWhenA404DoesNotSpeakOfABlob(String code) {
        // Given
        manifest("v1", IMAGE);
        blob(CONFIG, ScriptedAnswer.registryError(404, code));

        // When / Then
        assertThat(answer()).isInconclusive(Reason.NOT_A_REGISTRY, Reason.NOT_A_REGISTRY.counts());
    }

    @Test
    void shouldNotDownloadABlobThatIsThereAfterAll() {
        // Given
        manifest("v1", IMAGE);
        String path = "/v2/vi/ubuntu/blobs/" + CONFIG;
        registry.script("HEAD", path, ScriptedAnswer.registryError(404, "BLOB_UNKNOWN"));
        registry.script("GET", path, there(CONFIG).withBody("x".repeat(8 << 20)));
        blob(LAYER, there(LAYER));

        // When
        Answer answer = answer();

        // Then
        assertThat(answer).isPresent(digest(IMAGE));
    }

    @Test
    void shouldStopAtTheFirstThingOfWhichNothingIsKnown() {
        // Given
        manifest("v1", IMAGE);
        blob(CONFIG, ScriptedAnswer.of(503));
        blob(LAYER, ScriptedAnswer.registryError(404, "BLOB_UNKNOWN"));

        // When
        Answer answer = answer();

        // Then
        assertThat(answer).isInconclusive(Reason.SERVER_ERROR, Reason.SERVER_ERROR.counts());
        assertThat(answer.evidence().detail()).isEqualTo("asked about the blob " + CONFIG);
        assertThat(answer.requests()).isEqualTo(3);
    }

    @Test
    void shouldLookAtEveryManifestOfAnIndex() {
        // Given
        String other = IMAGE.replace(LAYER, digest("other layer"));
        String index = "{\"schemaVersion\":2,\"manifests\":[{\"digest\":\"%s\"},{\"digest\":\"%s\"}]}"
                .formatted(digest(IMAGE), digest(other));
        manifest("v1", index);
        manifest(digest(IMAGE), IMAGE);
        manifest(digest(other), other);
        blob(CONFIG, there(CONFIG));
        blob(LAYER, there(LAYER));
        blob(digest("other layer"), ScriptedAnswer.registryError(404, "BLOB_UNKNOWN"));

        // When
        Answer answer = answer();

        // Then
        assertThat(answer).isAbsent("BLOB_UNKNOWN");
        assertThat(answer.evidence().detail()).isEqualTo("the blob " + digest("other layer") + " is missing");
    }

    @Test
    void shouldBeAbsentAndNameTheManifestWhenAnIndexLacksOne() {
        // Given
        manifest("v1", "{\"schemaVersion\":2,\"manifests\":[{\"digest\":\"%s\"}]}".formatted(digest(IMAGE)));

        // When
        Answer answer = answer();

        // Then
        assertThat(answer).isAbsent("MANIFEST_UNKNOWN");
        assertThat(answer.evidence().detail()).isEqualTo("the manifest " + digest(IMAGE) + " is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "<html>",
                "{\"schemaVersion\":2,\"config\":{\"digest\":\"../../etc/passwd\"}}",
                "{\"schemaVersion\":2,\"layers\":[{\"digest\":\"sha256:0\"}]}",
                "{\"schemaVersion\":2,\"manifests\":[{}]}",
            })
    void shouldSayNothingWhenAManifestIsNotOne(String text) {
        // Given
        manifest("v1", text);

        // When / Then
        assertThat(answer()).isInconclusive(Reason.NOT_A_REGISTRY, Reason.NOT_A_REGISTRY.counts());
    }

    /** By hand: the scripted server always says how long its answer is. */
    @Test
    void shouldReadAManifestThatIsSentInChunks() throws IOException {
        // Given
        String text = "{\"schemaVersion\":2,\"layers\":[]}";
        String head = "HTTP/1.1 200 OK\r\nContent-Type: " + TYPE + "\r\nDocker-Content-Digest: " + digest(text);
        try (WireServer server = WireServer.start(peer -> {
                    peer.request();
                    peer.send(head + "\r\nContent-Length: " + text.length() + "\r\n\r\n");
                    peer.request();
                    peer.send(head + "\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(text.length())
                            + "\r\n" + text + "\r\n0\r\n\r\n");
                    peer.request();
                });
                RegistryClients clients = open(plain(server.host()))) {
            // When
            Answer answer = clients.of(server.host())
                    .orElseThrow()
                    .probe(reference(server.host() + "/vi/ubuntu:v1"), Depth.BLOBS)
                    .join();

            // Then
            assertThat(answer).isPresent(digest(text));
        }
    }

    @Test
    void shouldNotLoseAnImageWhoseManifestGoesWhileItIsRead() {
        // Given
        manifest("v1", IMAGE);
        registry.script(
                "GET",
                "/v2/vi/ubuntu/manifests/" + digest(IMAGE),
                ScriptedAnswer.registryError(404, "MANIFEST_UNKNOWN"));

        // When / Then
        assertThat(answer()).isInconclusive(Reason.NOT_A_REGISTRY, Reason.NOT_A_REGISTRY.counts());
    }

    @Test
    void shouldNotBelieveAManifestThatIsNotOfItsDigest() {
        // Given
        manifest("v1", IMAGE);
        registry.script(
                "GET",
                "/v2/vi/ubuntu/manifests/" + digest(IMAGE),
                present(IMAGE).withBody(IMAGE + " "));

        // When / Then
        assertThat(answer()).isInconclusive(Reason.NOT_A_REGISTRY, Reason.NOT_A_REGISTRY.counts());
    }

    @Test
    void shouldLookNoFurtherWhenAManifestNamesTooMuch() {
        // Given
        String layers = IntStream.range(0, 1_001)
                .mapToObj(number -> "{\"digest\":\"" + digest("layer " + number) + "\"}")
                .collect(Collectors.joining(","));
        manifest("v1", "{\"schemaVersion\":2,\"layers\":[" + layers + "]}");

        // When
        Answer answer = answer();

        // Then
        assertThat(answer).isInconclusive(Reason.UNEXPECTED_ANSWER, Reason.UNEXPECTED_ANSWER.counts());
        assertThat(answer.requests()).isEqualTo(2);
    }

    @Test
    void shouldBoundEachPartAndTheWhole() {
        // Given
        Duration longest = Duration.ofMillis(400);
        manifest("v1", IMAGE);
        blob(CONFIG, there(CONFIG).after(Duration.ofMillis(250)));
        blob(LAYER, there(LAYER).after(Duration.ofSeconds(30)));

        // When
        Answer answer;
        try (RegistryClients clients = open(plain(registry.host(), longest, longest))) {
            answer = ask(clients);
        }

        // Then
        assertThat(answer).isInconclusive(Reason.TIMEOUT, Reason.TIMEOUT.counts());
        assertThat(answer.evidence().detail()).startsWith("the blob " + LAYER + ": ");
        assertThat(Duration.between(answer.startedAt(), answer.probedAt())).isBetween(longest, longest.multipliedBy(9));
    }

    @Test
    void shouldTakeTenTimesAsLongAtMost() {
        try (RegistryClients clients = open(plain(registry.host()))) {
            RegistryClient client = clients.of(registry.host()).orElseThrow();
            assertThat(List.of(
                            client.longest(Depth.MANIFEST, ProbePolicy.DEFAULT),
                            client.longest(Depth.BLOBS, ProbePolicy.DEFAULT)))
                    .containsExactly(Duration.ofSeconds(20), Duration.ofSeconds(200));
        }
    }

    private void manifest(String reference, String text) {
        registry.manifest("vi/ubuntu", reference, present(text));
        registry.manifest("vi/ubuntu", digest(text), present(text));
    }

    private static ScriptedAnswer present(String text) {
        return ScriptedAnswer.of(200)
                .with("Content-Type", TYPE)
                .with("Docker-Content-Digest", digest(text))
                .withBody(text);
    }

    private void blob(String digest, ScriptedAnswer answer) {
        registry.script("HEAD", "/v2/vi/ubuntu/blobs/" + digest, answer);
        registry.script("GET", "/v2/vi/ubuntu/blobs/" + digest, answer);
    }

    private static ScriptedAnswer there(String digest) {
        return ScriptedAnswer.of(200)
                .with("Content-Type", "application/octet-stream")
                .with("Docker-Content-Digest", digest)
                .withBody("blob");
    }

    private Answer answer() {
        try (RegistryClients clients = open(plain(registry.host()))) {
            return ask(clients);
        }
    }

    private Answer ask(RegistryClients clients) {
        return clients.of(registry.host())
                .orElseThrow()
                .probe(reference(registry.host() + "/vi/ubuntu:v1"), Depth.BLOBS)
                .join();
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
