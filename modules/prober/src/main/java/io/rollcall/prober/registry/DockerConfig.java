package io.rollcall.prober.registry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a docker {@code config.json}. Keys of {@code auths} are compared without scheme and {@code /v1/} or {@code /v2/};
 * {@code host:port} first, then the host alone. No message shows what the file holds.
 */
final class DockerConfig {
    private static final JsonMapper JSON = new JsonMapper();

    private DockerConfig() {}

    /** What a file turned out to hold for one host. */
    sealed interface Found {
        /** A user and a password. */
        record Valid(Credentials credentials) implements Found {}

        /**
         * Nothing that is of use.
         *
         * @param why what is wrong and the fix, to follow the file's name in a sentence
         */
        record Invalid(String why) implements Found {}
    }

    /** @param registry {@code host[:port]} */
    static Found read(String text, String registry) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JacksonException e) {
            return new Found.Invalid("is not JSON; write it as docker login does");
        }
        JsonNode auths = root == null ? null : root.get("auths");
        if (auths == null || !auths.isObject()) {
            return new Found.Invalid("has no \"auths\" object; write it as docker login does");
        }
        JsonNode entry = entry(auths, registry);
        return entry == null
                ? new Found.Invalid("has no entry for " + registry + "; add one under \"auths\"")
                : credentials(entry, registry);
    }

    private static JsonNode entry(JsonNode auths, String registry) {
        Map<String, JsonNode> byHost = new LinkedHashMap<>();
        auths.properties().forEach(auth -> byHost.putIfAbsent(normalised(auth.getKey()), auth.getValue()));
        JsonNode exact = byHost.get(registry);
        return exact != null ? exact : byHost.get(registry.replaceFirst(":[0-9]+$", ""));
    }

    static String normalised(String key) {
        return key.toLowerCase(Locale.ROOT)
                .replaceFirst("^https?://", "")
                .replaceFirst("/(v1|v2)?/*$", "")
                .replaceFirst("/+$", "");
    }

    private static Found credentials(JsonNode entry, String registry) {
        String auth = entry.path("auth").asText("");
        if (!auth.isEmpty()) {
            return decoded(auth, registry);
        }
        String user = entry.path("username").asText("");
        String password = entry.path("password").asText("");
        return user.isEmpty() || password.isEmpty()
                ? new Found.Invalid("has neither auth nor username and password for " + registry
                        + "; credential helpers are not read")
                : new Found.Valid(new Credentials(user, password));
    }

    private static Found decoded(String auth, String registry) {
        try {
            String pair = new String(Base64.getDecoder().decode(auth.strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon > 0) {
                return new Found.Valid(new Credentials(
                        pair.substring(0, colon), pair.substring(colon + 1).replaceFirst("\\x00+$", "")));
            }
        } catch (IllegalArgumentException e) {
            // not base64: told below, like what is base64 of something else
        }
        return new Found.Invalid(
                "has an auth for " + registry + " that is not base64 of user:password; run docker login");
    }
}
