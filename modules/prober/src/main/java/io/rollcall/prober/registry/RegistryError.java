package io.rollcall.prober.registry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The first error of a registry's error body, {@code {"errors":[{"code":…,"message":…}]}}.
 *
 * @param code upper case letters, digits and underscores, at most 64
 */
record RegistryError(String code, String message) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern CODE = Pattern.compile("[A-Z0-9_]{1,64}");
    private static final Set<String> ABSENCE = Set.of("MANIFEST_UNKNOWN", "NAME_UNKNOWN", "BLOB_UNKNOWN");
    private static final Set<String> DENIAL = Set.of("UNAUTHORIZED", "DENIED");

    /** Reads any text; empty for all that is not a registry's error body. */
    static Optional<RegistryError> read(String body) {
        try {
            JsonNode root = JSON.readTree(body);
            JsonNode first = root == null ? null : root.at("/errors/0");
            if (first == null || !CODE.matcher(first.path("code").asText("")).matches()) {
                return Optional.empty();
            }
            return Optional.of(new RegistryError(
                    first.get("code").asText(), first.path("message").asText("")));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Whether the registry says that it does not have it, rather than that it cannot say it in an accepted type. */
    boolean isAbsence() {
        return ABSENCE.contains(code) && !isAcceptTrouble();
    }

    /** Whether the registry has it, and says 404 because its type was not accepted. */
    boolean isAcceptTrouble() {
        return message.contains("accept header does not support");
    }

    boolean isDenial() {
        return DENIAL.contains(code);
    }
}
