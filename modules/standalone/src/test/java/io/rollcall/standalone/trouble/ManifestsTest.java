package io.rollcall.standalone.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.rollcall.standalone.services.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ManifestsTest {
    private final Manifests observe = Manifests.of("observe");
    private final Manifests write = Manifests.of("write");

    @Test
    void shouldGiveEachServiceAnAccountOfItsOwn() {
        assertThat(observe.all(ServiceAccount.class))
                .allSatisfy(account ->
                        assertThat(account.getMetadata().getNamespace()).isEqualTo("rollcall"))
                .extracting(account -> account.getMetadata().getName())
                .containsExactlyInAnyOrderElementsOf(Services.all().stream()
                        .map(service -> "rollcall-" + service.name())
                        .toList());
        assertThat(observe.all(Namespace.class))
                .extracting(namespace -> namespace.getMetadata().getName())
                .containsExactly("rollcall");
    }

    @Test
    void shouldBindRolesThatExistToAccountsThatExist() {
        for (Manifests manifests : List.of(observe, write)) {
            List<String> roles = names(manifests.all(ClusterRole.class));
            List<String> accounts = names(manifests.all(ServiceAccount.class));
            assertThat(manifests.all(ClusterRoleBinding.class))
                    .hasSameSizeAs(roles)
                    .allSatisfy(binding -> {
                        assertThat(roles).contains(binding.getRoleRef().getName());
                        assertThat(accounts)
                                .containsAll(binding.getSubjects().stream()
                                        .map(Subject::getName)
                                        .toList());
                    });
        }
    }

    @Test
    void shouldGiveTheProberNoRightAndNoToken() {
        assertThat(write.rightsOf("prober")).isEmpty();
        assertThat(write.all(ServiceAccount.class))
                .filteredOn(account -> account.getMetadata().getName().equals("rollcall-prober"))
                .singleElement()
                .satisfies(account ->
                        assertThat(account.getAutomountServiceAccountToken()).isFalse());
    }

    @Test
    void shouldAddNothingButPatchAndCreateForWriting() {
        assertThat(write.rightsOf("watcher")).isEqualTo(observe.rightsOf("watcher"));
        assertThat(observe.rightsOf("status-writer")).isNotEmpty().allSatisfy(right -> assertThat(right.getVerbs())
                .containsExactly("get"));
        assertThat(write.rightsOf("status-writer"))
                .containsAll(observe.rightsOf("status-writer"))
                .filteredOn(right -> !right.getVerbs().contains("get"))
                .extracting(Manifests::inWords)
                .containsExactly(
                        "patch virtualimages.virtualization.deckhouse.io/status",
                        "patch clustervirtualimages.virtualization.deckhouse.io/status",
                        "create events");
    }

    @Test
    void shouldBeListedInAKustomizationAndInTheReadme() throws IOException {
        String readme = Files.readString(Manifests.ROOT.resolve("README.md"));
        try (Stream<Path> files = Files.walk(Manifests.ROOT)) {
            assertThat(files.filter(file -> file.toString().endsWith(".yaml"))).allSatisfy(file -> {
                String name = file.getFileName().toString();
                assertThat(Files.readString(file.resolveSibling("kustomization.yaml")))
                        .contains(name.equals("kustomization.yaml") ? "resources:" : "- " + name);
                assertThat(readme)
                        .contains(
                                name.equals("kustomization.yaml")
                                        ? "kubectl apply -k deploy/rbac/"
                                                + file.getParent().getFileName()
                                        : "-f deploy/rbac/" + Manifests.ROOT.relativize(file));
            });
        }
    }

    private static List<String> names(List<? extends HasMetadata> objects) {
        return objects.stream().map(object -> object.getMetadata().getName()).toList();
    }
}
