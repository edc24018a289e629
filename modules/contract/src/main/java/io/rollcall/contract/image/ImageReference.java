package io.rollcall.contract.image;

import static java.util.Objects.requireNonNull;

/**
 * A place in a registry: {@code host[:port]/path[:tag][@digest]}.
 *
 * @param registry host, with its port where one is written; lower case
 * @param repository the path; lower case
 * @param tag null if none is written
 * @param digest {@code sha256:…} or {@code sha512:…}; null if none is written
 */
public record ImageReference(String registry, String repository, String tag, String digest) {
    public ImageReference {
        requireNonNull(registry, "registry is null");
        requireNonNull(repository, "repository is null");
    }

    /** @return what stands behind {@code /manifests/}: the digest if there is one, else the tag, else {@code latest} */
    public String reference() {
        if (digest != null) {
            return digest;
        }
        return tag != null ? tag : "latest";
    }

    /** @return {@code registry/repository}: what equal targets and requests for a whole repository are partitioned by */
    public String repositoryKey() {
        return registry + "/" + repository;
    }

    /** @return the one written form of all references that mean the same manifest */
    public String canonical() {
        return repositoryKey() + (digest != null ? "@" : ":") + reference();
    }

    @Override
    public String toString() {
        return canonical();
    }
}
