package io.rollcall.standalone.sandbox;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Tells each change of an image's phase: the image as it was, and as it is. */
final class PhaseWatch implements AutoCloseable {

    private final List<SharedIndexInformer<GenericKubernetesResource>> informers;

    private PhaseWatch(List<SharedIndexInformer<GenericKubernetesResource>> informers) {
        this.informers = informers;
    }

    /** Returns when what is there has been seen. */
    static PhaseWatch start(KubernetesClient client, BiConsumer<SandboxImage, SandboxImage> changed) {
        return new PhaseWatch(SandboxImage.kinds().stream()
                .map(kind -> client.genericKubernetesResources(kind)
                        .inAnyNamespace()
                        .withLabels(SandboxImage.labels())
                        .inform(new Each(client, changed)))
                .toList());
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::stop);
    }

    private record Each(KubernetesClient client, BiConsumer<SandboxImage, SandboxImage> changed)
            implements ResourceEventHandler<GenericKubernetesResource> {

        @Override
        public void onAdd(GenericKubernetesResource resource) {
            // it is listed when the sandbox is up
        }

        @Override
        public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource now) {
            Optional<SandboxImage> was = SandboxImage.of(client, before);
            Optional<SandboxImage> is = SandboxImage.of(client, now);
            if (was.isPresent()
                    && is.isPresent()
                    && !was.get().phase().equals(is.get().phase())) {
                changed.accept(was.get(), is.get());
            }
        }

        @Override
        public void onDelete(GenericKubernetesResource resource, boolean unknown) {
            // who deletes one knows
        }
    }
}
