package io.rollcall.sandbox;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which path of the registry API means what. */
final class RegistryRoutes {

    private static final String COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final String NAME = "(?<name>" + COMPONENT + "(?:/" + COMPONENT + ")*)";
    private static final Pattern MANIFEST =
            Pattern.compile("/v2/" + NAME + "/manifests/(?<ref>[\\w][\\w.-]{0,127}|[A-Za-z0-9+._-]+:[0-9a-fA-F]{32,})");
    private static final Pattern BLOB =
            Pattern.compile("/v2/" + NAME + "/blobs/(?<ref>[A-Za-z0-9+._-]+:[0-9a-fA-F]{32,})");
    private static final Pattern UPLOAD = Pattern.compile("/v2/" + NAME + "/blobs/uploads/(?<ref>[0-9a-f-]*)");
    private static final Pattern TAGS = Pattern.compile("/v2/" + NAME + "/tags/list");
    private static final Pattern DIGEST_PARAMETER = Pattern.compile("(?:^|&)digest=([^&]+)");

    private final RegistryContents contents;
    private final ManifestApi manifests;
    private final BlobApi blobs;

    RegistryRoutes(RegistryContents contents) {
        this.contents = contents;
        this.manifests = new ManifestApi(contents);
        this.blobs = new BlobApi(contents);
    }

    RegistryAnswer answer(String method, URI uri, Headers headers, byte[] body) {
        String path = uri.getPath();
        Matcher manifest = MANIFEST.matcher(path);
        if (manifest.matches()) {
            return manifest(method, manifest.group("name"), manifest.group("ref"), headers, body);
        }
        Matcher blob = BLOB.matcher(path);
        if (blob.matches()) {
            return blob(method, blob.group("name"), blob.group("ref"));
        }
        Matcher upload = UPLOAD.matcher(path);
        if (upload.matches()) {
            return upload(method, upload.group("name"), upload.group("ref"), uri.getQuery(), body);
        }
        Matcher tags = TAGS.matcher(path);
        if (tags.matches()) {
            return tags(tags.group("name"));
        }
        if (path.equals("/v2/")) {
            return RegistryAnswer.json(200, "{}");
        }
        if (path.equals("/v2/_catalog")) {
            return RegistryAnswer.json(200, "{\"repositories\":" + ManifestApi.quoted(contents.repositories()) + "}\n");
        }
        return RegistryAnswer.noSuchPage();
    }

    private RegistryAnswer manifest(String method, String name, String reference, Headers headers, byte[] body) {
        return switch (method) {
            case "GET", "HEAD" -> manifests.get(name, reference, headers.getOrDefault("Accept", List.of()));
            case "PUT" ->
                manifests.put(
                        name,
                        reference,
                        Optional.ofNullable(headers.getFirst("Content-Type")).orElse(Manifest.DOCKER.mediaType()),
                        body);
            case "DELETE" -> manifests.delete(name, reference);
            default -> RegistryAnswer.empty(405);
        };
    }

    private RegistryAnswer blob(String method, String name, String digest) {
        return switch (method) {
            case "GET", "HEAD" -> blobs.get(name, digest);
            case "DELETE" -> blobs.delete(name, digest);
            default -> RegistryAnswer.empty(405);
        };
    }

    private RegistryAnswer upload(String method, String name, String id, String query, byte[] body) {
        return switch (method) {
            case "POST" -> blobs.begin(name);
            case "PATCH" -> blobs.append(name, id, body);
            case "PUT" -> blobs.finish(name, id, digestOf(query), body);
            default -> RegistryAnswer.empty(405);
        };
    }

    private RegistryAnswer tags(String name) {
        return contents.tags(name)
                .map(tags -> RegistryAnswer.json(
                        200,
                        "{\"name\":%s,\"tags\":%s}\n"
                                .formatted(
                                        ManifestApi.quoted(name), tags.isEmpty() ? "null" : ManifestApi.quoted(tags))))
                .orElseGet(() -> RegistryAnswer.error(
                        404,
                        "NAME_UNKNOWN",
                        "repository name not known to registry",
                        "{\"name\":" + ManifestApi.quoted(name) + "}"));
    }

    private static String digestOf(String query) {
        Matcher parameter = DIGEST_PARAMETER.matcher(query == null ? "" : query);
        return parameter.find() ? parameter.group(1) : "";
    }
}
