package io.rollcall.standalone.faults;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.transition.Transition;
import io.rollcall.sandbox.Crds;
import io.rollcall.standalone.chaos.history.Evidence;
import io.rollcall.standalone.chaos.history.History;
import io.rollcall.testkit.TestCluster;
import java.util.List;

/** Watches the images of one namespace from beginning to end, past every door, and tells what it saw. */
final class Witness implements AutoCloseable {

    private final TestCluster cluster;
    private final String namespace;
    private final Bus bus;
    private final io.rollcall.standalone.chaos.history.Witness eyes;

    Witness(TestCluster cluster, String namespace, Bus bus) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.bus = bus;
        this.eyes = new io.rollcall.standalone.chaos.history.Witness(
                cluster.client(),
                List.of(cluster.client()
                        .genericKubernetesResources(CustomResourceDefinitionContext.fromCrd(Crds.virtualImages()))
                        .inNamespace(namespace)));
    }

    /** What became of this image until this version was the test's own doing, and does not count. */
    GenericKubernetesResource followFrom(GenericKubernetesResource image) {
        eyes.followFrom(image);
        return image;
    }

    /** All that was seen so far. An Event or a record that is not there yet is not part of it. */
    History history() {
        return new History(
                eyes.sights(),
                bus.events(bus.topics().transitions(), Transition.class),
                bus.events(bus.topics().alerts(), Alert.class),
                cluster.client().v1().events().inNamespace(namespace).list().getItems(),
                History.Bus.of(bus.events(bus.topics().probeResults(), ProbeResult.class).stream()
                        .map(Evidence::of)
                        .toList()));
    }

    @Override
    public void close() {
        eyes.close();
    }
}
