package io.rollcall.watcher.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** What a failed call to the API server means to a person. */
final class Failures {
    private Failures() {}

    /** One sentence that names the fix. */
    static String sentence(KubernetesClient client, KubernetesClientException e) {
        String server = "the API server at " + client.getMasterUrl();
        if (isUnanswered(e)) {
            return "%s does not answer (%s); check that it runs, and kubernetes.kubeconfig and kubernetes.context."
                    .formatted(server, rootCause(e));
        }
        return switch (e.getCode()) {
            case 401 ->
                "%s does not accept the credentials (401); renew the token or certificate of the kubeconfig."
                        .formatted(server);
            case 403 ->
                "%s forbids a request (%s); grant this service's account the rights that it names."
                        .formatted(server, clause(e));
            default -> "%s answers %d (%s); look at its log.".formatted(server, e.getCode(), clause(e));
        };
    }

    /** One clause. */
    static String clause(KubernetesClientException e) {
        String message = e.getStatus() == null ? e.getMessage() : e.getStatus().getMessage();
        return isUnanswered(e) ? rootCause(e) : String.valueOf(message);
    }

    private static boolean isUnanswered(KubernetesClientException e) {
        return e.getCode() <= 0;
    }

    /** What is at the bottom of it, on one line. */
    static String rootCause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage()).strip().replaceAll("\\s+", " ");
        return cause.getClass().getSimpleName() + ": " + message;
    }
}
