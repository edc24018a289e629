package io.rollcall.sandbox;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server that runs without us. */
final class ExternalCluster implements SandboxCluster {

    // under a second in all; the client's own default is twenty before a wrong address is told
    private static final int RETRIES = 3;

    private final KubernetesClient client;
    private final Path kubeconfig;
    private final List<CustomResourceDefinition> applied = new ArrayList<>();

    private ExternalCluster(KubernetesClient client, Path kubeconfig) {
        this.client = client;
        this.kubeconfig = kubeconfig;
    }

    static ExternalCluster connect(Path kubeconfig) {
        ExternalCluster cluster = new ExternalCluster(client(kubeconfig), kubeconfig);
        try {
            Crds.all().forEach(cluster::apply);
            return cluster;
        } catch (SandboxException e) {
            try {
                cluster.removeCrds(); // the first may stand where the second did not come to
            } finally {
                cluster.close();
            }
            throw e;
        }
    }

    @Override
    public void apply(CustomResourceDefinition crd) {
        if (CrdSetup.ensure(client, crd)) {
            applied.add(crd);
        }
    }

    static KubernetesClient client(Path kubeconfig) {
        if (!Files.isReadable(kubeconfig)) {
            throw new SandboxException(
                    "The kubeconfig %s cannot be read: give the path of a kubeconfig file.".formatted(kubeconfig));
        }
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        config.setRequestRetryBackoffLimit(RETRIES);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    @Override
    public Path kubeconfig() {
        return kubeconfig;
    }

    @Override
    public boolean isReal() {
        return true;
    }

    @Override
    public boolean crdsAreOurs() {
        return Crds.all().stream()
                .map(crd -> client.resource(crd).get())
                .allMatch(found -> found != null && Crds.isOurs(found));
    }

    @Override
    public void removeCrds() {
        applied.forEach(crd -> client.resource(crd).delete());
        applied.clear();
    }

    @Override
    public void close() {
        client.close();
    }
}
