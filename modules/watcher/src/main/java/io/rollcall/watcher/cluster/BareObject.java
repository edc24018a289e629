package io.rollcall.watcher.cluster;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.rollcall.watcher.rule.Seen;

/** What an informer looks at of an object: name, uid and resourceVersion, made when they are asked for. */
final class BareObject extends GenericKubernetesResource {

    private static final long serialVersionUID = 1;

    private final transient Seen seen;

    BareObject(Seen seen) {
        this.seen = requireNonNull(seen, "seen is null");
    }

    @Override
    public ObjectMeta getMetadata() {
        String namespace = seen.key().namespace();
        return Identity.of(
                namespace.isEmpty() ? null : namespace,
                seen.key().name(),
                seen.said().uid(),
                seen.said().resourceVersion());
    }
}
