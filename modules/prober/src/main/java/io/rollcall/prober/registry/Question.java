package io.rollcall.prober.registry;

import io.rollcall.contract.image.ImageReference;

/**
 * What is to be learnt from a registry: one request, as it would be if no detour were needed.
 *
 * @param repository whose pull scope a token is asked for
 * @param accept null for none
 * @param bound bytes of the answer's body that are read
 */
record Question(String method, String repository, String path, String accept, int bound) {
    /** What a registry keeps under a repository. */
    enum Thing {
        MANIFEST("manifests", Transport.ACCEPT),
        BLOB("blobs", null);

        private final String plural;
        private final String accept;

        Thing(String plural, String accept) {
            this.plural = plural;
            this.accept = accept;
        }
    }

    /** Whether, or why not, it is there. */
    static Question about(Thing thing, String method, ImageReference reference) {
        return bounded(thing, method, reference, ReplyConsumer.MAX_BODY);
    }

    /** What a manifest says; its whole body, up to the bound. */
    static Question content(ImageReference manifest, int bound) {
        return bounded(Thing.MANIFEST, "GET", manifest, bound);
    }

    private static Question bounded(Thing thing, String method, ImageReference reference, int bound) {
        String repository = reference.repository();
        return new Question(
                method,
                repository,
                "/v2/" + repository + "/" + thing.plural + "/" + reference.reference(),
                thing.accept,
                bound);
    }

    /** What the registry's token must be good for, and no more. */
    String scope() {
        return "repository:" + repository + ":pull";
    }
}
