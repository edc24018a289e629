package io.rollcall.standalone.sandbox;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.rollcall.sandbox.SampleImages;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** Makes a sandbox's images: VirtualImages in two namespaces, and ClusterVirtualImages. */
final class SandboxImages {

    private static final List<String> NAMESPACES = List.of("team-a", "team-b");
    private static final List<String> NAMES = List.of("ubuntu-24-04", "debian-12", "fedora-41");
    private static final List<String> CLUSTER_NAMES = List.of("alma-9", "rocky-9");

    private final KubernetesClient client;
    private final SampleImages samples;

    SandboxImages(KubernetesClient client, Clock clock) {
        this.client = client;
        this.samples = new SampleImages(client, clock, SandboxImage.labels());
    }

    /** Pushes all of them to the registry, and has each in phase Ready. */
    List<SandboxImage> create(String registry) {
        NAMESPACES.forEach(name -> client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create());
        Stream<GenericKubernetesResource> made = Stream.concat(
                NAMESPACES.stream().flatMap(namespace -> NAMES.stream()
                        .map(name -> samples.createVirtualImage(namespace, name, registry))),
                CLUSTER_NAMES.stream().map(name -> samples.createClusterVirtualImage(name, registry)));
        made.map(resource -> SandboxImage.of(client, resource).orElseThrow()).forEach(SandboxImage::push);
        return SandboxImage.all(client);
    }
}
