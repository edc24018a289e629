package io.rollcall.standalone.demo;

import static java.util.Objects.requireNonNull;

import io.rollcall.sandbox.Manifest;

/**
 * An image of the demo: a resource, and a manifest in the registry.
 *
 * @param kind {@code VirtualImage} or {@code ClusterVirtualImage}
 * @param namespace empty for a cluster-scoped one
 * @param uid of the resource, and the manifest's tag
 * @param repository where the manifest is
 * @param digest of the manifest; pushed again it is the same
 */
record DemoImage(
        String kind, String namespace, String name, String uid, String repository, Manifest form, String digest) {

    DemoImage {
        requireNonNull(kind, "kind is null");
        requireNonNull(namespace, "namespace is null");
        requireNonNull(name, "name is null");
        requireNonNull(uid, "uid is null");
        requireNonNull(repository, "repository is null");
        requireNonNull(form, "form is null");
        requireNonNull(digest, "digest is null");
    }

    /** As a person writes it. */
    String shown() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }
}
