package io.rollcall.standalone.trouble;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What {@code kubectl apply -k} would apply. */
final class Manifests {
    static final Path ROOT = Path.of("..", "..", "deploy", "rbac");

    private final List<HasMetadata> objects;

    private Manifests(List<HasMetadata> objects) {
        this.objects = objects;
    }

    /** All that the kustomization of {@code deploy/rbac/<name>} lists, and what those list. */
    static Manifests of(String name) {
        List<HasMetadata> objects = new ArrayList<>();
        collect(ROOT.resolve(name), objects);
        return new Manifests(List.copyOf(objects));
    }

    private static void collect(Path directory, List<HasMetadata> into) {
        for (String resource : resources(directory)) {
            Path path = directory.resolve(resource);
            if (Files.isDirectory(path)) {
                collect(path, into);
            } else {
                Stream.of(read(path).split("(?m)^---$", -1))
                        .map(text -> (HasMetadata) Serialization.unmarshal(text, KubernetesResource.class))
                        .forEach(into::add);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static List<String> resources(Path directory) {
        return (List<String>)
                Serialization.unmarshal(read(directory.resolve("kustomization.yaml")), GenericKubernetesResource.class)
                        .getAdditionalProperties()
                        .get("resources");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    <T extends HasMetadata> List<T> all(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The rules of every ClusterRole that is bound to the service's account, one for each single right. */
    List<PolicyRule> rightsOf(String service) {
        List<String> roles = all(ClusterRoleBinding.class).stream()
                .filter(binding -> binding.getSubjects().stream()
                        .anyMatch(subject -> subject.getKind().equals("ServiceAccount")
                                && subject.getNamespace().equals("rollcall")
                                && subject.getName().equals("rollcall-" + service)))
                .map(binding -> binding.getRoleRef().getName())
                .toList();
        return all(ClusterRole.class).stream()
                .filter(role -> roles.contains(role.getMetadata().getName()))
                .flatMap(role -> role.getRules().stream())
                .flatMap(Manifests::singly)
                .toList();
    }

    private static Stream<PolicyRule> singly(PolicyRule rule) {
        List<PolicyRule> single = new ArrayList<>();
        for (String resource : rule.getResources()) {
            for (String verb : rule.getVerbs()) {
                PolicyRule one = new PolicyRuleBuilder()
                        .withApiGroups(rule.getApiGroups())
                        .withResources(resource)
                        .withVerbs(verb)
                        .build();
                if (rule.getResourceNames().isEmpty()) {
                    single.add(one);
                }
                rule.getResourceNames()
                        .forEach(name -> single.add(new PolicyRuleBuilder(one)
                                .withResourceNames(name)
                                .build()));
            }
        }
        return single.stream();
    }

    /** The right as the services name it. */
    static String inWords(PolicyRule right) {
        String verb = right.getVerbs().get(0);
        String group = right.getApiGroups().get(0);
        String[] resource = right.getResources().get(0).split("/", -1);
        if (!right.getResourceNames().isEmpty()) {
            return verb + " the CRD " + right.getResourceNames().get(0);
        }
        return verb + " " + resource[0] + (group.isEmpty() ? "" : "." + group)
                + (resource.length > 1 ? "/" + resource[1] : "");
    }
}
