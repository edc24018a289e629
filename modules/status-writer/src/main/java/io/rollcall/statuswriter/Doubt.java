package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/**
 * A patch was sent and nobody knows whether it took effect, or will. To give up now might leave a change in the object that
 * is never told.
 *
 * @param version the resourceVersion that the patch bears: it takes effect on no other
 * @param since when its answer failed to come
 */
record Doubt(String version, Instant since) {
    /** The API server drops a request after its {@code --request-timeout}, a minute by default; and a margin. */
    static final Duration LANDS_WITHIN = Duration.ofSeconds(75);

    Doubt {
        requireNonNull(version, "version is null");
        requireNonNull(since, "since is null");
    }

    static Doubt of(JsonNode object, Instant now) {
        return new Doubt(version(object), now);
    }

    /**
     * Whether the patch may yet take effect.
     *
     * @param object as it was read after the patch was sent
     * @param asked when it was asked for
     */
    boolean remains(JsonNode object, Instant asked) {
        return version.equals(version(object)) && asked.isBefore(since.plus(LANDS_WITHIN));
    }

    private static String version(JsonNode object) {
        return object.path("metadata").path("resourceVersion").asText();
    }
}
