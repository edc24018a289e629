package io.rollcall.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * An image of a few hundred bytes. The same content always has the same digests, so an image that was deleted can be
 * pushed back as what it was.
 */
@SuppressWarnings("ArrayRecordComponent") // bytes to push; never compared
record TinyImage(byte[] config, byte[] layer, byte[] manifest, Manifest form) {

    private static final String OCI = "application/vnd.oci.image.";
    private static final String DOCKER = "application/vnd.docker.";

    /** A single manifest; {@code form} is one of the two that are not lists. */
    static TinyImage of(Manifest form, String content) {
        byte[] layer = content.getBytes(UTF_8);
        byte[] config =
                ("{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{\"Labels\":{\"source-image-format\":\"raw\","
                                + "\"source-image-size\":\"" + layer.length + "\",\"source-image-virtual-size\":\""
                                + layer.length
                                + "\"}},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"" + Digest.of(layer) + "\"]}}")
                        .getBytes(UTF_8);
        boolean oci = form == Manifest.OCI;
        String manifest = "{\"schemaVersion\":2,\"mediaType\":\"" + form.mediaType() + "\",\"config\":"
                + descriptor(oci ? OCI + "config.v1+json" : DOCKER + "container.image.v1+json", config)
                + ",\"layers\":[" + descriptor(oci ? OCI + "layer.v1.tar" : DOCKER + "image.rootfs.diff.tar", layer)
                + "]}";
        return new TinyImage(config, layer, manifest.getBytes(UTF_8), form);
    }

    /** A list that holds this image alone, as linux/amd64. */
    byte[] listed(Manifest list) {
        String entry = descriptor(form.mediaType(), manifest);
        return ("{\"schemaVersion\":2,\"mediaType\":\"" + list.mediaType() + "\",\"manifests\":["
                        + entry.substring(0, entry.length() - 1)
                        + ",\"platform\":{\"architecture\":\"amd64\",\"os\":\"linux\"}}]}")
                .getBytes(UTF_8);
    }

    private static String descriptor(String mediaType, byte[] content) {
        return "{\"mediaType\":\"" + mediaType + "\",\"size\":" + content.length + ",\"digest\":\"" + Digest.of(content)
                + "\"}";
    }
}
