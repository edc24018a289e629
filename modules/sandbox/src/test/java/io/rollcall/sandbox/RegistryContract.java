package io.rollcall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a presence check can see of a registry: the same of the real one and of ours. */
abstract class RegistryContract {

    private static final String REPOSITORY = "vi/team-a/ubuntu";
    private static final String ABSENT = "sha256:" + "0".repeat(64);

    private final HttpClient http = HttpClient.newHttpClient();
    private Registry registry;

    abstract Registry start() throws Exception;

    @BeforeEach
    void open() throws Exception {
        registry = start();
    }

    @AfterEach
    void close() {
        if (registry != null) {
            registry.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Manifest.class)
    void shouldAnswerHeadWithDigestTypeAndLengthWhenTheManifestIsThere(Manifest form) throws Exception {
        // Given
        String digest = registry.push(REPOSITORY, "v1", form);

        // When
        var byTag = manifest("HEAD", "v1", form.mediaType());
        var byDigest = manifest("HEAD", digest, form.mediaType());
        var body = manifest("GET", "v1", form.mediaType());

        // Then
        assertThat(byTag.statusCode()).isEqualTo(200);
        assertThat(byTag.headers().firstValue("Docker-Content-Digest")).hasValue(digest);
        assertThat(byTag.headers().firstValue("Etag")).hasValue('"' + digest + '"');
        assertThat(byTag.headers().firstValue("Content-Type")).hasValue(form.mediaType());
        assertThat(byTag.headers().firstValueAsLong("Content-Length"))
                .hasValue(body.body().length());
        assertThat(byTag.headers().firstValue("Docker-Distribution-Api-Version"))
                .hasValue("registry/2.0");
        assertThat(byDigest.statusCode()).isEqualTo(200);
        assertThat(Digest.of(body.body().getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEqualTo(digest);
    }

    @ParameterizedTest
    @CsvSource({
        "OCI, '*/*', 404, MANIFEST_UNKNOWN",
        "OCI, application/vnd.docker.distribution.manifest.v2+json, 404, MANIFEST_UNKNOWN",
        "OCI_INDEX, application/vnd.oci.image.manifest.v1+json, 404, MANIFEST_UNKNOWN",
        "DOCKER, '*/*', 400, MANIFEST_INVALID",
        "DOCKER, application/vnd.oci.image.manifest.v1+json, 400, MANIFEST_INVALID",
        "DOCKER_LIST, application/vnd.oci.image.manifest.v1+json, 400, MANIFEST_INVALID",
    })
    void shouldDenyAManifestWhoseFormWasNotAccepted(Manifest form, String accept, int status, String code)
            throws Exception {
        // Given
        registry.push(REPOSITORY, "v1", form);

        // When / Then
        assertThat(manifest("HEAD", "v1", accept).statusCode()).isEqualTo(status);
        assertThat(manifest("GET", "v1", accept).body()).contains("\"code\":\"" + code + "\"");
    }

    @Test
    void shouldServeTheListedManifestWhenAListWasNotAccepted() throws Exception {
        // Given
        String list = registry.push(REPOSITORY, "v1", Manifest.DOCKER_LIST);

        // When
        var response = manifest("HEAD", "v1", Manifest.DOCKER.mediaType());

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Docker-Content-Digest"))
                .isPresent()
                .get()
                .isNotEqualTo(list);
        assertThat(response.headers().firstValue("Content-Type")).hasValue(Manifest.DOCKER.mediaType());
    }

    @Test
    void shouldServeByDigestADockerManifestThatWasNotAccepted() throws Exception {
        // Given
        String digest = registry.push(REPOSITORY, "v1", Manifest.DOCKER);

        // When / Then
        assertThat(manifest("HEAD", digest, "*/*").statusCode()).isEqualTo(200);
        assertThat(manifest("HEAD", digest, Manifest.OCI.mediaType()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldSayManifestUnknownWhenTagDigestOrRepositoryIsMissing() throws Exception {
        // Given
        registry.push(REPOSITORY, "v1", Manifest.DOCKER);

        // When / Then
        assertThat(manifest("HEAD", "v2", "*/*").statusCode()).isEqualTo(404);
        assertThat(manifest("GET", "v2", "*/*").body())
                .isEqualToIgnoringNewLines(
                        "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\",\"message\":\"manifest unknown\",\"detail\":{\"Tag\":\"v2\"}}]}");
        assertThat(manifest("GET", ABSENT, "*/*").body())
                .contains("\"code\":\"MANIFEST_UNKNOWN\"", "\"Revision\":\"" + ABSENT + "\"");
        assertThat(send("GET", "/v2/never/pushed/manifests/v1", "*/*").body())
                .contains("\"code\":\"MANIFEST_UNKNOWN\"");
        assertThat(manifest("HEAD", "v2", "*/*").headers().firstValueAsLong("Content-Length"))
                .hasValue(manifest("GET", "v2", "*/*").body().length());
    }

    @ParameterizedTest
    @EnumSource(Manifest.class)
    void shouldLoseAManifestWhenDeletedAndHaveItsVeryDigestWhenPushedBack(Manifest form) throws Exception {
        // Given
        String digest = registry.push(REPOSITORY, "v1", form);
        assertThat(registry.client().digest(REPOSITORY, "v1")).contains(digest);

        // When
        registry.deleteManifest(REPOSITORY, digest);

        // Then
        assertThat(registry.client().digest(REPOSITORY, "v1")).isEmpty();
        assertThat(registry.client().head(REPOSITORY, "v1")).isEqualTo(404);
        assertThat(registry.client().head(REPOSITORY, digest)).isEqualTo(404);
        assertThatThrownBy(() -> registry.deleteManifest(REPOSITORY, digest))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("404");
        assertThat(registry.push(REPOSITORY, "v1", form)).isEqualTo(digest);
        assertThat(registry.client().head(REPOSITORY, "v1")).isEqualTo(200);
    }

    @Test
    void shouldRefuseToDeleteByTag() throws Exception {
        // Given
        registry.push(REPOSITORY, "v1", Manifest.DOCKER);

        // When
        var response = send("DELETE", "/v2/" + REPOSITORY + "/manifests/v1", "*/*");

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"code\":\"DIGEST_INVALID\"");
        assertThat(registry.client().head(REPOSITORY, "v1")).isEqualTo(200);
    }

    @Test
    void shouldMoveATagWhenOtherContentIsPushed() {
        // Given
        String before = registry.push(REPOSITORY, "v1", Manifest.DOCKER, "before");

        // When
        String after = registry.push(REPOSITORY, "v1", Manifest.DOCKER, "after");

        // Then
        assertThat(after).isNotEqualTo(before);
        assertThat(registry.client().head(REPOSITORY, before)).isEqualTo(200);
    }

    @Test
    void shouldAnswerEveryImageWith404WhileItsStorageIsLost() throws Exception {
        // Given
        registry.push(REPOSITORY, "v1", Manifest.DOCKER);

        // When
        registry.loseStorage();

        // Then
        assertThat(registry.client().head(REPOSITORY, "v1")).isEqualTo(404);
        assertThat(manifest("GET", "v1", "*/*").body()).contains("MANIFEST_UNKNOWN");
        assertThat(send("GET", "/v2/", "*/*").statusCode()).isEqualTo(200);
        registry.push("pushed/while/lost", "v1", Manifest.DOCKER);
        registry.restoreStorage();
        assertThat(registry.client().head(REPOSITORY, "v1")).isEqualTo(200);
        assertThat(registry.client().head("pushed/while/lost", "v1")).isEqualTo(404);
    }

    @Test
    void shouldServeAndDeleteBlobs() throws Exception {
        // Given
        registry.push(REPOSITORY, "v1", Manifest.DOCKER, "layer");
        String path = "/v2/" + REPOSITORY + "/blobs/";
        String digest = Digest.of("layer".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        // When / Then
        assertThat(send("GET", path + digest, "*/*").body()).isEqualTo("layer");
        assertThat(send("HEAD", path + digest, "*/*").headers().firstValueAsLong("Content-Length"))
                .hasValue(5);
        assertThat(send("GET", path + ABSENT, "*/*").body()).contains("\"code\":\"BLOB_UNKNOWN\"");
        assertThat(send("DELETE", path + digest, "*/*").statusCode()).isEqualTo(202);
        assertThat(send("HEAD", path + digest, "*/*").statusCode()).isEqualTo(404);
        assertThat(registry.client().head(REPOSITORY, "v1")).isEqualTo(200);
    }

    @Test
    void shouldListTags() throws Exception {
        // Given
        String digest = registry.push(REPOSITORY, "v2", Manifest.DOCKER);
        registry.push(REPOSITORY, "v1", Manifest.DOCKER);

        // When / Then
        String path = "/v2/" + REPOSITORY + "/tags/list";
        assertThat(send("GET", path, "*/*").body())
                .isEqualToIgnoringNewLines("{\"name\":\"vi/team-a/ubuntu\",\"tags\":[\"v1\",\"v2\"]}");
        registry.deleteManifest(REPOSITORY, digest);
        registry.deleteManifest(REPOSITORY, registry.push(REPOSITORY, "v1", Manifest.DOCKER));
        assertThat(send("GET", path, "*/*").body())
                .isEqualToIgnoringNewLines("{\"name\":\"vi/team-a/ubuntu\",\"tags\":null}");
        var missing = send("GET", "/v2/never/pushed/tags/list", "*/*");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).contains("\"code\":\"NAME_UNKNOWN\"");
    }

    @Test
    void shouldAnswerWithAPlainPageWhenThePathIsNoneOfItsOwn() throws Exception {
        // When
        var response = send("GET", "/v2/App/OCI/manifests/v1", "*/*");

        // Then
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(response.body()).isEqualToIgnoringNewLines("404 page not found");
    }

    @Test
    void shouldRefuseAManifestWhoseBlobsAreMissing() throws Exception {
        // Given
        byte[] manifest = TinyImage.of(Manifest.DOCKER, "never pushed").manifest();

        // When
        var response = http.send(
                HttpRequest.newBuilder(uri("/v2/" + REPOSITORY + "/manifests/v1"))
                        .header("Content-Type", Manifest.DOCKER.mediaType())
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(manifest))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"code\":\"MANIFEST_BLOB_UNKNOWN\"");
    }

    private HttpResponse<String> manifest(String method, String reference, String accept) throws Exception {
        return send(method, "/v2/" + REPOSITORY + "/manifests/" + reference, accept);
    }

    private HttpResponse<String> send(String method, String path, String accept) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Accept", accept)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://" + registry.host() + path);
    }
}
