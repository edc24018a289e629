package io.rollcall.testkit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One answer of a {@link ScriptedRegistry}.
 *
 * @param headers one with an empty value is not sent
 * @param body what a GET is sent; a HEAD is told its length alone
 * @param delay how long the answer is held back
 */
public record ScriptedAnswer(int status, Map<String, String> headers, String body, Duration delay) {

    private static final String DOCKER = "application/vnd.docker.distribution.manifest.v2+json";

    public ScriptedAnswer {
        headers = Map.copyOf(headers);
    }

    public static ScriptedAnswer of(int status) {
        return new ScriptedAnswer(status, Map.of(), "", Duration.ZERO);
    }

    /** 200 with digest, type and length, as for a manifest that is there. */
    public static ScriptedAnswer present(String digest) {
        return of(200).with("Docker-Content-Digest", digest)
                .with("Content-Type", DOCKER)
                .withBody("{\"schemaVersion\":2}");
    }

    /** 200 as for a manifest, without Docker-Content-Digest. */
    public static ScriptedAnswer presentWithoutDigest() {
        return of(200).with("Content-Type", DOCKER).withBody("{\"schemaVersion\":2}");
    }

    /** Any status with the error body of a registry. */
    public static ScriptedAnswer registryError(int status, String code) {
        return of(status)
                .with("Content-Type", "application/json; charset=utf-8")
                .withBody("{\"errors\":[{\"code\":\"%s\",\"message\":\"scripted\",\"detail\":{}}]}\n".formatted(code));
    }

    /** 404 with a page, as an ingress without a backend answers. */
    public static ScriptedAnswer notFoundPage() {
        return of(404).with("Content-Type", "text/html").withBody("<html><body><h1>404 Not Found</h1></body></html>\n");
    }

    /** 400 without a body: how DVCR denies a user that it knows. */
    public static ScriptedAnswer deniedByDvcr() {
        return of(400);
    }

    /** 429 with Retry-After, in whole seconds. */
    public static ScriptedAnswer throttled(Duration retryAfter) {
        return registryError(429, "TOOMANYREQUESTS").with("Retry-After", Long.toString(retryAfter.toSeconds()));
    }

    /** 307 to another address. */
    public static ScriptedAnswer redirect(String location) {
        return of(307).with("Location", location);
    }

    public ScriptedAnswer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new ScriptedAnswer(status, more, body, delay);
    }

    /** Leaves the header out, also where the server would add it by itself (a HEAD's Content-Length). */
    public ScriptedAnswer without(String header) {
        return with(header, "");
    }

    public ScriptedAnswer withBody(String text) {
        return new ScriptedAnswer(status, headers, text, delay);
    }

    public ScriptedAnswer after(Duration held) {
        return new ScriptedAnswer(status, headers, body, held);
    }
}
