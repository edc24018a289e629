package io.rollcall.statuswriter.kube;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.contract.kind.ResourceKind.EnumRequirement;
import io.rollcall.runtime.config.Mode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the API server will take what the status-writer writes: its rights, and the CRDs. Changes nothing. */
public final class Preflight {
    private final KubeApi api;
    private final List<ResourceKind> kinds;
    private final Mode mode;
    private final List<String> namespaces;

    /** @param namespaces where the images are; empty for everywhere */
    public Preflight(KubeApi api, List<ResourceKind> kinds, Mode mode, List<String> namespaces) {
        this.api = requireNonNull(api, "api is null");
        this.kinds = List.copyOf(kinds);
        this.mode = requireNonNull(mode, "mode is null");
        this.namespaces = namespaces.isEmpty() ? List.of("") : List.copyOf(namespaces);
    }

    /**
     * What stands in the way.
     *
     * @param blocking whether no result may be settled before it is mended: settling would lose it
     * @param sentence one sentence that names the fix
     */
    public record Finding(boolean blocking, String sentence) {}

    /** @return empty where everything is as it should be */
    public List<Finding> check() {
        ApiAnswer ready = api.ready();
        if (ready instanceof ApiAnswer.Unavailable down) {
            return List.of(new Finding(true, unreachable(down.message())));
        }
        List<Finding> findings = new ArrayList<>();
        for (ResourceKind kind : kinds) {
            crd(kind).ifPresent(findings::add);
        }
        missingRights().ifPresent(sentence -> findings.add(new Finding(true, sentence)));
        return findings;
    }

    /** @return one sentence that names every missing right; empty if there is none, or the server does not say */
    public Optional<String> missingRights() {
        Set<Right> missing = new LinkedHashSet<>();
        for (Right right : rights()) {
            Standing standing = standing(right);
            if (standing instanceof Standing.Unknown unknown) {
                return Optional.of(unknown.sentence());
            }
            if (standing instanceof Standing.Missing) {
                missing.add(right);
            }
        }
        String words = missing.stream()
                .filter(right -> right.namespace().isEmpty() || !missing.contains(right.everywhere()))
                .map(Right::inWords)
                .collect(Collectors.joining(", nor "));
        return words.isEmpty() ? Optional.empty() : Optional.of(mayNot(words));
    }

    /** How we stand with a right. */
    public sealed interface Standing {
        /** We have it, or the server does not say. */
        record Held() implements Standing {}

        /** We do not have it. */
        record Missing() implements Standing {}

        /** The server does not know us; the sentence names the fix. */
        record Unknown(String sentence) implements Standing {}
    }

    /** Asks the server about one right. */
    public Standing standing(Right right) {
        ApiAnswer answer = api.review(right.attributes());
        if (answer instanceof ApiAnswer.Unauthenticated || answer instanceof ApiAnswer.Forbidden) {
            return new Standing.Unknown("The API server does not know us (" + answer.message()
                    + "); give a kubeconfig or a service account with valid credentials.");
        }
        boolean denied = answer instanceof ApiAnswer.Ok ok
                && ok.body().path("status").has("allowed")
                && !ok.body().path("status").path("allowed").asBoolean();
        return denied ? new Standing.Missing() : new Standing.Held();
    }

    /** @return whether the server says that we have the right to patch this very object; false too where it does not say */
    public static boolean grantsPatch(KubeApi api, ResourceKind kind, ImageKey key, ResourceKind.Write write) {
        Right right = patch(kind, write, kind.namespaced() ? key.namespace() : "");
        return api.review(right.attributes().put("name", key.name())) instanceof ApiAnswer.Ok ok
                && ok.body().path("status").path("allowed").asBoolean();
    }

    private String mayNot(String what) {
        return "The status-writer may not " + what + "; " + grant() + ".";
    }

    /** What mends a missing right, without a full stop. */
    public String grant() {
        return "grant that to its account, as deploy/rbac does: kubectl apply -k deploy/rbac/"
                + mode.name().toLowerCase(Locale.ROOT);
    }

    /** The sentence for a server that does not answer. */
    public static String unreachable(String why) {
        return "The API server does not answer (" + why
                + "); check the kubeconfig or the service account and the way to it. Nothing is lost meanwhile.";
    }

    /** The rights that the mode needs, each once. */
    public Set<Right> rights() {
        Set<Right> rights = new LinkedHashSet<>();
        for (ResourceKind kind : kinds) {
            for (String namespace : kind.namespaced() ? namespaces : List.of("")) {
                rights.add(new Right("get", kind.group(), kind.plural(), "", namespace));
                if (mode == Mode.WRITE) {
                    for (ResourceKind.Write write : kind.writes()) {
                        rights.add(patch(kind, write, namespace));
                    }
                    rights.add(new Right("create", "", "events", "", kind.namespaced() ? namespace : "default"));
                }
            }
        }
        return rights;
    }

    private static Right patch(ResourceKind kind, ResourceKind.Write write, String namespace) {
        String subresource = write == ResourceKind.Write.STATUS ? "status" : "";
        return new Right("patch", kind.group(), kind.plural(), subresource, namespace);
    }

    /** What is wrong with this kind's CRD; empty too where we may not look. */
    public Optional<Finding> crd(ResourceKind kind) {
        ApiAnswer answer = api.crd(kind.crd());
        if (answer instanceof ApiAnswer.NotFound) {
            return Optional.of(new Finding(
                    true, "The CRD " + kind.crd() + " is not installed; install the module that brings it."));
        }
        if (answer instanceof ApiAnswer.Forbidden) {
            return Optional.of(
                    new Finding(false, mayNot("get the CRD " + kind.crd() + ", so whether it fits is not known")));
        }
        if (!(answer instanceof ApiAnswer.Ok ok)) {
            return Optional.empty();
        }
        for (JsonNode version : ok.body().path("spec").path("versions")) {
            if (kind.version().equals(version.path("name").asText())
                    && version.path("served").asBoolean(true)) {
                return mode == Mode.WRITE ? enums(kind, version) : Optional.empty();
            }
        }
        return Optional.of(new Finding(
                true,
                "The CRD " + kind.crd() + " does not serve " + kind.version()
                        + "; install a version of its module that does."));
    }

    private static Optional<Finding> enums(ResourceKind kind, JsonNode version) {
        for (EnumRequirement requirement : kind.requirements()) {
            Set<String> missing = new HashSet<>(requirement.values());
            JsonNode allowed = property(version.path("schema").path("openAPIV3Schema"), requirement.path())
                    .path("enum");
            allowed.forEach(value -> missing.remove(value.asText()));
            if (allowed.isArray() && !missing.isEmpty()) {
                return Optional.of(new Finding(
                        false,
                        "The CRD " + kind.crd() + " does not allow "
                                + missing.stream().sorted().collect(Collectors.joining(", "))
                                + " in " + requirement.path()
                                + "; upgrade its module, or set mode: observe."));
            }
        }
        return Optional.empty();
    }

    private static JsonNode property(JsonNode schema, String path) {
        JsonNode node = schema;
        for (String name : path.split("\\.", -1)) {
            node = node.path("properties").path(name);
        }
        return node;
    }
}
