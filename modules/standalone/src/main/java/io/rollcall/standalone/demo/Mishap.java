package io.rollcall.standalone.demo;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.rollcall.sandbox.SandboxException;

/** What a part of the ground threw at a step, as a failure of that step. */
final class Mishap {

    private Mishap() {}

    /**
     * @param look where to look, one sentence
     * @throws InterruptedException if the throw came of somebody's wish to stop
     */
    static Failure of(Step step, RuntimeException e, String look) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return new Failure(step, sentence(e), look);
    }

    private static String sentence(RuntimeException e) {
        if (e instanceof SandboxException) {
            return e.getMessage();
        }
        String what = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return e instanceof KubernetesClientException
                ? "The API server did not do what was asked (%s): check that it runs, and your rights there."
                        .formatted(what)
                : "This is a mistake in the demo itself (%s): please report it with the log.".formatted(e);
    }
}
