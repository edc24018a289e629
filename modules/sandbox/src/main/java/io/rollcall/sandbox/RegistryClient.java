package io.rollcall.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Pushes and deletes tiny images over a registry's HTTP API. A failure is a {@link SandboxException}, with what the
 * registry said.
 */
public final class RegistryClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String ACCEPT =
            Arrays.stream(Manifest.values()).map(Manifest::mediaType).collect(Collectors.joining(", "));

    private final URI base;
    private final String authorization;
    private final HttpClient http;

    private RegistryClient(URI base, String authorization, HttpClient http) {
        this.base = base;
        this.authorization = authorization;
        this.http = http;
    }

    /** A registry that speaks HTTP and asks for no password. */
    public static RegistryClient plain(String host) {
        return new RegistryClient(
                URI.create("http://" + requireNonNull(host, "host is null")),
                null,
                builder().build());
    }

    /**
     * A registry behind TLS that asks for no password. The server's certificate must stem from {@code ca}; the name in it is
     * not compared, because a certificate for an in-cluster name is served from loopback here.
     */
    public static RegistryClient overTls(String host, Path ca) {
        return overTls(host, ca, null);
    }

    /** As {@link #overTls(String, Path)}, behind Basic authentication. */
    public static RegistryClient secured(String host, Path ca, String user, String password) {
        String basic = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
        return overTls(host, ca, "Basic " + basic);
    }

    private static RegistryClient overTls(String host, Path ca, String authorization) {
        return new RegistryClient(
                URI.create("https://" + requireNonNull(host, "host is null")),
                authorization,
                builder().sslContext(ChainOnlyTrust.contextFor(ca)).build());
    }

    private static HttpClient.Builder builder() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT);
    }

    /** Pushes an image made from {@code content}; answers the digest that the tag now has. */
    public String push(String repository, String tag, Manifest form, String content) {
        Manifest single = form == Manifest.DOCKER || form == Manifest.DOCKER_LIST ? Manifest.DOCKER : Manifest.OCI;
        TinyImage image = TinyImage.of(single, content);
        putBlob(repository, image.config());
        putBlob(repository, image.layer());
        if (form == single) {
            return putManifest(repository, tag, form, image.manifest());
        }
        putManifest(repository, Digest.of(image.manifest()), single, image.manifest());
        return putManifest(repository, tag, form, image.listed(form));
    }

    /** Deletes a manifest by its digest, and with it the tags that point to it. */
    public void delete(String repository, String digest) {
        expect(202, send("DELETE", base.resolve(manifest(repository, digest)), null, new byte[0]));
    }

    /** The status of a HEAD for a manifest, by tag or digest, with every form accepted. */
    public int head(String repository, String reference) {
        return send("HEAD", base.resolve(manifest(repository, reference)), null, new byte[0])
                .statusCode();
    }

    /** The digest of the manifest that a tag or digest stands for, if there is one. */
    public Optional<String> digest(String repository, String reference) {
        HttpResponse<String> response = send("HEAD", base.resolve(manifest(repository, reference)), null, new byte[0]);
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        return expect(200, response).headers().firstValue("Docker-Content-Digest");
    }

    /** The status of GET /v2/, or 0 if nobody answered. */
    int ping() {
        try {
            return send("GET", base.resolve("/v2/"), null, new byte[0]).statusCode();
        } catch (SandboxException e) {
            return 0;
        }
    }

    private void putBlob(String repository, byte[] content) {
        HttpResponse<String> begun =
                expect(202, send("POST", base.resolve("/v2/" + repository + "/blobs/uploads/"), null, new byte[0]));
        String location = begun.headers()
                .firstValue("Location")
                .orElseThrow(() -> new SandboxException(
                        "The registry began an upload without a Location: check that " + base + " is a registry."));
        URI upload = base.resolve(location + (location.contains("?") ? "&" : "?") + "digest=" + Digest.of(content));
        expect(201, send("PUT", upload, "application/octet-stream", content));
    }

    private String putManifest(String repository, String reference, Manifest form, byte[] content) {
        expect(201, send("PUT", base.resolve(manifest(repository, reference)), form.mediaType(), content));
        return Digest.of(content);
    }

    private static String manifest(String repository, String reference) {
        return "/v2/" + repository + "/manifests/" + reference;
    }

    private HttpResponse<String> send(String method, URI uri, String contentType, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Accept", ACCEPT)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new SandboxException(
                    "The registry at %s does not answer (%s): check that it runs.".formatted(base, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException(
                    "The wait for the registry at %s was interrupted: try again.".formatted(base), e);
        }
    }

    private static HttpResponse<String> expect(int status, HttpResponse<String> response) {
        if (response.statusCode() != status) {
            throw new SandboxException("The registry answered %s %s with %d instead of %d (%s): see its log."
                    .formatted(
                            response.request().method(),
                            response.uri(),
                            response.statusCode(),
                            status,
                            response.body().strip()));
        }
        return response;
    }
}
