package io.rollcall.standalone.demo;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.rollcall.sandbox.Crds;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Watches the demo's resources and the Events about them. */
final class ClusterWatch implements AutoCloseable {

    private final List<SharedIndexInformer<?>> informers = new ArrayList<>();

    /** Begins to watch; returns when what is there already has been seen. */
    static ClusterWatch start(DemoCluster cluster, Sightings sightings) {
        requireNonNull(sightings, "sightings is null");
        ClusterWatch watch = new ClusterWatch();
        try {
            watch.begin(cluster, sightings);
            return watch;
        } catch (KubernetesClientException e) {
            watch.close();
            throw e;
        }
    }

    private void begin(DemoCluster cluster, Sightings sightings) {
        Stream.of(Crds.virtualImages(), Crds.clusterVirtualImages())
                .map(CustomResourceDefinitionContext::fromCrd)
                .forEach(context -> informers.add(cluster.client()
                        .genericKubernetesResources(context)
                        .inAnyNamespace()
                        .withLabels(cluster.labels())
                        .inform(new Each<GenericKubernetesResource>(
                                resource -> sightings.image(cluster.view(resource))))));
        cluster.eventNamespaces()
                .forEach(namespace -> informers.add(cluster.client()
                        .v1()
                        .events()
                        .inNamespace(namespace)
                        .inform(new Each<Event>(event -> DemoCluster.note(event).ifPresent(sightings::event)))));
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::stop);
    }

    private record Each<T>(Consumer<T> look) implements ResourceEventHandler<T> {
        @Override
        public void onAdd(T object) {
            look.accept(object);
        }

        @Override
        public void onUpdate(T old, T object) {
            look.accept(object);
        }

        @Override
        public void onDelete(T object, boolean unknown) {
            // the demo deletes no resource before its end
        }
    }
}
