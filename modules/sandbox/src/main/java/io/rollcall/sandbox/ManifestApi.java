package io.rollcall.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.sandbox.RegistryContents.Stored;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The manifest half of a registry, as Distribution 2.8 answers. Its peculiarity: a manifest whose form was not accepted
 * is answered 404 if it is OCI's and, asked for by tag, 400 if it is Docker's; {@code *}{@code /*} accepts nothing.
 */
final class ManifestApi {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RegistryContents contents;

    ManifestApi(RegistryContents contents) {
        this.contents = contents;
    }

    RegistryAnswer get(String repository, String reference, List<String> acceptHeaders) {
        Optional<String> digest = contents.resolve(repository, reference);
        if (digest.isEmpty()) {
            return unknown(repository, reference);
        }
        Set<String> accepted = acceptHeaders.stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .map(type -> type.replaceFirst(";.*", "").strip())
                .collect(Collectors.toSet());
        return negotiate(repository, reference, digest.get(), accepted);
    }

    private RegistryAnswer negotiate(String repository, String reference, String digest, Set<String> accepted) {
        Stored manifest = contents.manifest(repository, digest).orElseThrow();
        String type = manifest.mediaType();
        boolean byTag = !RegistryContents.isDigest(reference);
        if (accepted.contains(type)) {
            return RegistryAnswer.content(digest, type, manifest.content());
        }
        if (type.equals(Manifest.OCI.mediaType())) {
            return notAccepted("OCI manifest found, but accept header does not support OCI manifests");
        }
        if (type.equals(Manifest.OCI_INDEX.mediaType())) {
            return notAccepted("OCI index found, but accept header does not support OCI indexes");
        }
        if (byTag && type.equals(Manifest.DOCKER_LIST.mediaType())) {
            String chosen = child(manifest);
            return contents.manifest(repository, chosen).isEmpty()
                    ? unknown(repository, chosen)
                    : negotiate(repository, reference, chosen, accepted);
        }
        if (byTag && type.equals(Manifest.DOCKER.mediaType())) {
            return RegistryAnswer.error(400, "MANIFEST_INVALID", "manifest invalid", "{}"); // no schema 1 from this
        }
        return RegistryAnswer.content(digest, type, manifest.content());
    }

    RegistryAnswer put(String repository, String reference, String contentType, byte[] body) {
        String digest = Digest.of(body);
        if (RegistryContents.isDigest(reference) && !reference.equals(digest)) {
            return RegistryAnswer.error(
                    400, "DIGEST_INVALID", "provided digest did not match uploaded content", "null");
        }
        try {
            JsonNode manifest = JSON.readTree(body);
            for (String blob : blobs(manifest)) {
                if (contents.blob(repository, blob).isEmpty()) {
                    return RegistryAnswer.error(
                            400, "MANIFEST_BLOB_UNKNOWN", "blob unknown to registry", "\"" + blob + "\"");
                }
            }
            for (JsonNode child : manifest.path("manifests")) {
                if (contents.manifest(repository, child.path("digest").asText()).isEmpty()) {
                    return RegistryAnswer.error(
                            400,
                            "MANIFEST_BLOB_UNKNOWN",
                            "blob unknown to registry",
                            child.path("digest").toString());
                }
            }
        } catch (IOException e) {
            return RegistryAnswer.error(400, "MANIFEST_INVALID", "manifest invalid", "{}");
        }
        contents.putManifest(repository, reference, digest, new Stored(body, contentType));
        return RegistryAnswer.empty(201)
                .with("Docker-Content-Digest", digest)
                .with("Location", "/v2/" + repository + "/manifests/" + digest);
    }

    RegistryAnswer delete(String repository, String reference) {
        if (!RegistryContents.isDigest(reference)) {
            return RegistryAnswer.error(
                    400,
                    "DIGEST_INVALID",
                    "provided digest did not match uploaded content",
                    "\"invalid checksum digest format\"");
        }
        return contents.deleteManifest(repository, reference)
                ? RegistryAnswer.empty(202)
                : unknown(repository, reference);
    }

    private static List<String> blobs(JsonNode manifest) {
        List<String> digests = new ArrayList<>();
        if (manifest.has("config")) {
            digests.add(manifest.path("config").path("digest").asText());
        }
        manifest.path("layers")
                .forEach(layer -> digests.add(layer.path("digest").asText()));
        return digests;
    }

    private static String child(Stored list) {
        try {
            return JSON.readTree(list.content())
                    .path("manifests")
                    .path(0)
                    .path("digest")
                    .asText();
        } catch (IOException e) {
            throw new IllegalStateException("a stored manifest was parsed before", e);
        }
    }

    private static RegistryAnswer notAccepted(String message) {
        return RegistryAnswer.error(404, "MANIFEST_UNKNOWN", message, "{}");
    }

    private static RegistryAnswer unknown(String repository, String reference) {
        String detail = RegistryContents.isDigest(reference)
                ? "{\"Name\":" + quoted(repository) + ",\"Revision\":" + quoted(reference) + "}"
                : "{\"Tag\":" + quoted(reference) + "}";
        return RegistryAnswer.error(404, "MANIFEST_UNKNOWN", "manifest unknown", detail);
    }

    static String quoted(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings and lists of strings are always writable", e);
        }
    }
}
