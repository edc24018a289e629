package io.rollcall.standalone.init;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Base64;

/**
 * What the virtualization module keeps of its registry, in Secrets of its namespace.
 *
 * @param readPassword of the user {@code node-puller}, who may pull and do nothing else
 * @param dockerConfig with the user {@code admin}, who may do everything
 * @param ca who signed the registry's certificate
 */
record DvcrSecrets(String namespace, Secret readPassword, Secret dockerConfig, Secret ca) {

    static final String READ_SECRET = "dvcr-secrets";
    static final String CONFIG_SECRET = "dvcr-dockercfg-rw";
    static final String CA_SECRET = "dvcr-tls";

    DvcrSecrets {
        requireNonNull(namespace, "namespace is null");
    }

    /** Reads them with the rights of the client's user. Never throws for what the server answers. */
    static DvcrSecrets read(KubernetesClient client, String namespace) {
        return new DvcrSecrets(
                namespace,
                read(client, namespace, READ_SECRET, "passwordRO"),
                read(client, namespace, CONFIG_SECRET, ".dockerconfigjson"),
                read(client, namespace, CA_SECRET, "ca.crt"));
    }

    private static Secret read(KubernetesClient client, String namespace, String name, String key) {
        String what = "Secret %s/%s".formatted(namespace, name);
        try {
            var secret = client.secrets().inNamespace(namespace).withName(name).get();
            if (secret == null) {
                return new Secret.Absent(
                        "there is no %s; say where the registry's Secrets are with --namespace.".formatted(what));
            }
            String value = secret.getData() == null ? null : secret.getData().get(key);
            return value == null || value.isBlank()
                    ? new Secret.Absent("the %s has no %s; look at it with kubectl.".formatted(what, key))
                    : new Secret.Found(new String(Base64.getDecoder().decode(value.strip()), UTF_8));
        } catch (KubernetesClientException e) {
            return new Secret.Absent(
                    e.getCode() == 403
                            ? "you may not read %s; have it granted (get secrets), or have its owner run this."
                                    .formatted(what)
                            : "the %s cannot be read (%s); look at the API server.".formatted(what, e.getMessage()));
        } catch (IllegalArgumentException e) {
            return new Secret.Absent(
                    "the %s has a %s that is not base64; look at it with kubectl.".formatted(what, key));
        }
    }

    boolean none() {
        return readPassword.value().isEmpty()
                && dockerConfig.value().isEmpty()
                && ca.value().isEmpty();
    }
}
