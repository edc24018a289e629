package io.rollcall.watcher.cluster;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.contract.kind.ResourceKind.EnumRequirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Asks the API server whether a kind can be watched, before it is and whenever its watch is down. Blocks; never throws. */
public final class Preflight {
    private static final List<String> VERBS = List.of("get", "list", "watch");

    private final KubernetesClient client;
    private final Selection selection;

    /** The client stays the caller's to close. */
    public Preflight(KubernetesClient client, Selection selection) {
        this.client = requireNonNull(client, "client is null");
        this.selection = requireNonNull(selection, "selection is null");
    }

    /** What is wrong with this kind, the most telling first. */
    List<Problem> check(ResourceKind kind) {
        return told(() -> {
            List<Problem> problems = new ArrayList<>(lookAtCrd(kind));
            if (problems.stream().noneMatch(Problem::blocking)) {
                problems.addAll(0, lookAtRights(kind));
            }
            return problems;
        });
    }

    /** What is wrong with this kind's CRD. */
    public List<Problem> crd(ResourceKind kind) {
        return told(() -> lookAtCrd(kind));
    }

    /** Which rights on this kind are missing. */
    public List<Problem> rights(ResourceKind kind) {
        return told(() -> lookAtRights(kind));
    }

    private List<Problem> told(Supplier<List<Problem>> look) {
        try {
            return look.get();
        } catch (KubernetesClientException e) {
            return List.of(new Problem(true, Failures.sentence(client, e)));
        }
    }

    private List<Problem> lookAtCrd(ResourceKind kind) {
        CustomResourceDefinition crd;
        try {
            crd = client.apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .withName(kind.crd())
                    .get();
        } catch (KubernetesClientException e) {
            if (e.getCode() == 403) {
                // the list itself will tell whether the kind is there
                return List.of(
                        new Problem(false, mayNot("get the CRD " + kind.crd() + ", so whether it fits is not known")));
            }
            throw e;
        }
        if (crd == null) {
            return List.of(new Problem(
                    true,
                    "the CRD %s does not exist in this cluster; install the operator that brings it, or apply it with kubectl."
                            .formatted(kind.crd())));
        }
        Optional<CustomResourceDefinitionVersion> version = crd.getSpec().getVersions().stream()
                .filter(it -> it.getName().equals(kind.version()) && Boolean.TRUE.equals(it.getServed()))
                .findFirst();
        if (version.isEmpty()) {
            return List.of(new Problem(
                    true,
                    "the CRD %s does not serve version %s; install a release of its operator that does."
                            .formatted(kind.crd(), kind.version())));
        }
        return kind.requirements().stream()
                .flatMap(requirement -> enumeration(kind, version.get(), requirement).stream())
                .toList();
    }

    private static Optional<Problem> enumeration(
            ResourceKind kind, CustomResourceDefinitionVersion version, EnumRequirement requirement) {
        Set<String> missing = Schema.missing(version, requirement.path(), requirement.values());
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new Problem(
                        false,
                        "the CRD %s does not allow %s in %s, so it could not be written; upgrade its operator to a release that has it."
                                .formatted(kind.crd(), String.join(", ", missing), requirement.path())));
    }

    private List<Problem> lookAtRights(ResourceKind kind) {
        List<String> missing = selection.scopes(kind).stream()
                .flatMap(namespace -> missing(kind, namespace).stream())
                .toList();
        return missing.isEmpty() ? List.of() : List.of(new Problem(true, mayNot(String.join(", nor ", missing))));
    }

    private Optional<String> missing(ResourceKind kind, String namespace) {
        String verbs =
                VERBS.stream().filter(verb -> !mayI(verb, kind, namespace)).collect(Collectors.joining(", "));
        return verbs.isEmpty()
                ? Optional.empty()
                : Optional.of(verbs + " " + kind.crd() + (namespace.isEmpty() ? "" : " in namespace " + namespace));
    }

    private static String mayNot(String what) {
        return "the watcher may not %s; grant that to its account, as deploy/rbac does: kubectl apply -k deploy/rbac/observe."
                .formatted(what);
    }

    private boolean mayI(String verb, ResourceKind kind, String namespace) {
        SelfSubjectAccessReview review = client.authorization()
                .v1()
                .selfSubjectAccessReview()
                .create(new SelfSubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withNewResourceAttributes()
                        .withVerb(verb)
                        .withGroup(kind.group())
                        .withVersion(kind.version())
                        .withResource(kind.plural())
                        .withNamespace(namespace.isEmpty() ? null : namespace)
                        .endResourceAttributes()
                        .endSpec()
                        .build());
        return review.getStatus() != null
                && Boolean.TRUE.equals(review.getStatus().getAllowed());
    }
}
