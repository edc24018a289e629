package io.rollcall.standalone.trouble;

import io.fabric8.kubernetes.api.model.AuthInfoBuilder;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.rollcall.testkit.TestCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A ServiceAccount on a real API server, with a token of its own and the rights that it is given, by RBAC and nothing else. */
final class Account implements AutoCloseable {
    private final TestCluster cluster;
    private final String namespace;
    private final String name;
    private final String role;

    private Account(TestCluster cluster, String namespace, String name) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.name = name;
        this.role = namespace + "-" + name;
    }

    static Account create(TestCluster cluster, String namespace, String name, List<PolicyRule> rules) {
        Account account = new Account(cluster, namespace, name);
        cluster.client()
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .build())
                .create();
        account.grant(rules);
        cluster.client()
                .resource(new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName(account.role)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", account.role)
                        .addNewSubject("", "ServiceAccount", name, namespace)
                        .build())
                .create();
        return account;
    }

    /** From now on it has these rights and no others. */
    void grant(List<PolicyRule> rules) {
        cluster.client()
                .resource(new ClusterRoleBuilder()
                        .withNewMetadata()
                        .withName(role)
                        .endMetadata()
                        .withRules(rules)
                        .build())
                .createOr(existing -> existing.update());
    }

    /** A kubeconfig that has this account's token and no other credential. */
    Path kubeconfig(Path directory) {
        String token = cluster.client()
                .serviceAccounts()
                .inNamespace(namespace)
                .withName(name)
                .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
                .getStatus()
                .getToken();
        try {
            Config config = Serialization.unmarshal(Files.readString(cluster.kubeconfig()), Config.class);
            config.getUsers()
                    .forEach(user ->
                            user.setUser(new AuthInfoBuilder().withToken(token).build()));
            return Files.writeString(directory.resolve(name + ".kubeconfig"), Serialization.asYaml(config));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cluster.client().rbac().clusterRoleBindings().withName(role).delete();
        cluster.client().rbac().clusterRoles().withName(role).delete();
        cluster.client().serviceAccounts().inNamespace(namespace).withName(name).delete();
    }
}
