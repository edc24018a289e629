package io.rollcall.sandbox;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.Queue;

/** Notes the phase that each event of an informer shows. */
record PhaseListener(Queue<String> phases) implements ResourceEventHandler<GenericKubernetesResource> {

    @Override
    public void onAdd(GenericKubernetesResource image) {
        phases.add(image.get("status", "phase"));
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
        phases.add(after.get("status", "phase"));
    }

    @Override
    public void onDelete(GenericKubernetesResource image, boolean unknown) {
        phases.add("deleted");
    }
}
