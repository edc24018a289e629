package io.rollcall.prober.registry;

/**
 * What is to be learnt from a registry: one request, as it would be if no detour were needed.
 *
 * @param repository whose pull scope a token is asked for
 * @param accept null for none
 * @param bound bytes of the answer's body that are read
 */
record Question(String method, String repository, String path, String accept, int bound) {
    /** Whether, or why not, there is a manifest. */
    static Question manifest(String method, String repository, String reference) {
        return new Question(
                method,
                repository,
                "/v2/" + repository + "/manifests/" + reference,
                Transport.ACCEPT,
                ReplyConsumer.MAX_BODY);
    }

    /** What the registry's token must be good for, and no more. */
    String scope() {
        return "repository:" + repository + ":pull";
    }
}
