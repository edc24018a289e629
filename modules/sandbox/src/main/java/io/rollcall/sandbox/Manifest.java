package io.rollcall.sandbox;

/** The forms in which an image stands in a registry. */
public enum Manifest {
    /** Docker schema 2: one config, one layer; what the virtualization module's importer pushes. */
    DOCKER("application/vnd.docker.distribution.manifest.v2+json"),
    /** OCI image manifest: one config, one layer. */
    OCI("application/vnd.oci.image.manifest.v1+json"),
    /** Docker manifest list of one linux/amd64 {@link #DOCKER} manifest. */
    DOCKER_LIST("application/vnd.docker.distribution.manifest.list.v2+json"),
    /** OCI index of one linux/amd64 {@link #OCI} manifest. */
    OCI_INDEX("application/vnd.oci.image.index.v1+json");

    private final String mediaType;

    Manifest(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }
}
