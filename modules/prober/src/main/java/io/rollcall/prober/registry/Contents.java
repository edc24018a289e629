package io.rollcall.prober.registry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a manifest names, by digest.
 *
 * @param manifests of an index
 * @param blobs config and layers; not those that are kept elsewhere by design
 */
record Contents(List<String> manifests, List<String> blobs) {
    private static final JsonMapper JSON = new JsonMapper();

    Contents {
        manifests = List.copyOf(manifests);
        blobs = List.copyOf(blobs);
    }

    /** @return empty for what is not a manifest, or names something by what is no digest */
    static Optional<Contents> read(String manifest) {
        try {
            JsonNode root = JSON.readTree(manifest);
            if (root == null || !root.isObject() || root.path("schemaVersion").asInt() != 2) {
                return Optional.empty();
            }
            List<String> blobs = new ArrayList<>();
            if (root.has("config")) {
                blobs.add(root.path("config").path("digest").asText());
            }
            for (JsonNode layer : root.path("layers")) {
                if (!isElsewhere(layer)) {
                    blobs.add(layer.path("digest").asText());
                }
            }
            List<String> manifests = new ArrayList<>();
            root.path("manifests")
                    .forEach(child -> manifests.add(child.path("digest").asText()));
            boolean whole = blobs.stream().allMatch(VerdictTable::isDigest)
                    && manifests.stream().allMatch(VerdictTable::isDigest);
            return whole ? Optional.of(new Contents(manifests, blobs)) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    // a layer that may not be distributed is fetched from the URLs that stand with it, and no registry need have it
    private static boolean isElsewhere(JsonNode layer) {
        return !layer.path("urls").isEmpty();
    }

    /** Whether the text is what the digest stands for. */
    static boolean isOf(String digest, String text) {
        String algorithm = digest.startsWith("sha512:") ? "SHA-512" : "SHA-256";
        try {
            byte[] hash = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return digest.endsWith(":" + HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no " + algorithm, e);
        }
    }
}
