package io.rollcall.sandbox;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Puts a CRD on a server, and sees that it is served. */
final class CrdSetup {

    private static final int ESTABLISHED_SECONDS = 10;

    private CrdSetup() {}

    /**
     * Applies the CRD if there is none of its name, and returns when it is established.
     *
     * @return whether it was applied now
     * @throws SandboxException if it is not established within 10 s, or the server refuses it
     */
    static boolean ensure(KubernetesClient client, CustomResourceDefinition crd) {
        String name = crd.getMetadata().getName();
        try {
            var resource =
                    client.apiextensions().v1().customResourceDefinitions().withName(name);
            CustomResourceDefinition found = resource.get();
            if (found != null && found.getMetadata().getDeletionTimestamp() != null) {
                // its last owner has just left; to create it now would be to keep the one that goes
                found = resource.waitUntilCondition(Objects::isNull, ESTABLISHED_SECONDS, TimeUnit.SECONDS);
            }
            boolean absent = found == null;
            if (absent) {
                create(client, crd);
            }
            resource.waitUntilCondition(CrdSetup::established, ESTABLISHED_SECONDS, TimeUnit.SECONDS);
            return absent;
        } catch (KubernetesClientTimeoutException e) {
            throw new SandboxException(
                    "The CRD %s is not established after %d s: look at its conditions (kubectl describe crd %s)."
                            .formatted(name, ESTABLISHED_SECONDS, name),
                    e);
        } catch (KubernetesClientException e) {
            throw new SandboxException(
                    "The CRD %s cannot be applied to %s (%s): check the address and the rights of your kubeconfig."
                            .formatted(name, client.getMasterUrl(), e.getMessage()),
                    e);
        }
    }

    // two that come at once: either's CRD will do
    private static void create(KubernetesClient client, CustomResourceDefinition crd) {
        try {
            client.resource(crd).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != 409) {
                throw e;
            }
        }
    }

    /** A new CRD has no status for a moment, and then a status without conditions. */
    static boolean established(CustomResourceDefinition crd) {
        return crd != null
                && crd.getStatus() != null
                && crd.getStatus().getConditions() != null
                && crd.getStatus().getConditions().stream()
                        .anyMatch(c -> "Established".equals(c.getType()) && "True".equals(c.getStatus()));
    }
}
