package io.rollcall.watcher.cluster;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.contract.policy.Hashes;
import io.rollcall.runtime.config.KubernetesConfig;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which objects are watched.
 *
 * @param kinds at least one, no two of one name
 * @param namespaces empty means all; cluster-scoped kinds do not care
 * @param labelSelector empty means all objects
 */
public record Selection(List<ResourceKind> kinds, List<String> namespaces, Optional<String> labelSelector) {
    public Selection {
        kinds = List.copyOf(kinds);
        namespaces = namespaces.stream().distinct().sorted().toList();
        requireNonNull(labelSelector, "labelSelector is null");
        if (kinds.isEmpty() || kinds.stream().map(ResourceKind::crd).distinct().count() != kinds.size()) {
            throw new IllegalArgumentException("kinds are not one or more, each once");
        }
    }

    /** These kinds, where the configuration says. */
    public static Selection of(List<ResourceKind> kinds, KubernetesConfig config) {
        return new Selection(kinds, config.namespaces(), config.labelSelector());
    }

    /** The same for all who watch the same objects, and for nobody else. */
    public String hash() {
        String crds = kinds.stream().map(ResourceKind::crd).sorted().collect(Collectors.joining(","));
        return Hashes.hex(crds + "|" + String.join(",", namespaces) + "|" + labelSelector.orElse(""), 10);
    }

    /** The namespaces to watch this kind in; an empty string stands for all, and for none. */
    public List<String> scopes(ResourceKind kind) {
        return kind.namespaced() && !namespaces.isEmpty() ? namespaces : List.of("");
    }
}
