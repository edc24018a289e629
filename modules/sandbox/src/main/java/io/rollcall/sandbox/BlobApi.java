package io.rollcall.sandbox;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The blob half of a registry, as Distribution 2.8 answers; ranges and cross-repository mounts are left out. */
final class BlobApi {

    private final RegistryContents contents;
    private final Map<String, ByteArrayOutputStream> uploads = new ConcurrentHashMap<>();

    BlobApi(RegistryContents contents) {
        this.contents = contents;
    }

    RegistryAnswer get(String repository, String digest) {
        return contents.blob(repository, digest)
                .map(content -> RegistryAnswer.content(digest, "application/octet-stream", content))
                .orElseGet(() -> unknown(digest));
    }

    RegistryAnswer delete(String repository, String digest) {
        return contents.deleteBlob(repository, digest) ? RegistryAnswer.empty(202) : unknown(digest);
    }

    RegistryAnswer begin(String repository) {
        String id = UUID.randomUUID().toString();
        uploads.put(id, new ByteArrayOutputStream());
        return progress(repository, id, 0);
    }

    RegistryAnswer append(String repository, String id, byte[] chunk) {
        ByteArrayOutputStream upload = uploads.get(id);
        if (upload == null) {
            return noUpload();
        }
        upload.writeBytes(chunk);
        return progress(repository, id, upload.size());
    }

    RegistryAnswer finish(String repository, String id, String digest, byte[] chunk) {
        ByteArrayOutputStream upload = uploads.remove(id);
        if (upload == null) {
            return noUpload();
        }
        upload.writeBytes(chunk);
        byte[] content = upload.toByteArray();
        if (!Digest.of(content).equals(digest)) {
            return RegistryAnswer.error(
                    400, "DIGEST_INVALID", "provided digest did not match uploaded content", "null");
        }
        contents.putBlob(repository, digest, content);
        return RegistryAnswer.empty(201)
                .with("Docker-Content-Digest", digest)
                .with("Location", "/v2/" + repository + "/blobs/" + digest);
    }

    private static RegistryAnswer progress(String repository, String id, int size) {
        return RegistryAnswer.empty(202)
                .with("Location", "/v2/" + repository + "/blobs/uploads/" + id)
                .with("Docker-Upload-Uuid", id)
                .with("Range", "0-" + Math.max(0, size - 1));
    }

    private static RegistryAnswer noUpload() {
        return RegistryAnswer.error(404, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown to registry", "null");
    }

    private static RegistryAnswer unknown(String digest) {
        return RegistryAnswer.error(404, "BLOB_UNKNOWN", "blob unknown to registry", ManifestApi.quoted(digest));
    }
}
