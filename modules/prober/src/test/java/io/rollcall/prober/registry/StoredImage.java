package io.rollcall.prober.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A repository's files, as Distribution's filesystem driver lays them out.
 *
 * @param storage the driver's root directory
 */
public record StoredImage(Path storage, String repository) {
    private Path root() {
        return storage.resolve("docker/registry/v2");
    }

    Path tagLink(String tag) {
        return root().resolve("repositories/" + repository + "/_manifests/tags/" + tag + "/current/link");
    }

    /** The content of a blob; a manifest is one too. */
    Path blob(String digest) {
        String hex = digest.substring("sha256:".length());
        return root().resolve("blobs/sha256/" + hex.substring(0, 2) + "/" + hex + "/data");
    }

    /** The contents of config and layers. */
    public List<Path> layers() throws IOException {
        try (Stream<Path> links = Files.list(root().resolve("repositories/" + repository + "/_layers/sha256"))) {
            return links.map(link -> blob("sha256:" + link.getFileName())).toList();
        }
    }
}
