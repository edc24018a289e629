package io.rollcall.standalone.demo;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.sandbox.Manifest;
import io.rollcall.sandbox.Registry;
import io.rollcall.sandbox.SampleImages;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Makes the images: every fifth for the whole cluster, the others in the two namespaces; in every form of manifest. */
final class DemoImages {

    private static final List<String> NAMES = List.of(
            "ubuntu-24-04",
            "debian-12",
            "alma-9",
            "fedora-41",
            "alpine-3",
            "rocky-9",
            "opensuse-15",
            "freebsd-14",
            "astra-1-8",
            "centos-9");

    private static final List<Manifest> FORMS = List.of(Manifest.values());

    private final DemoCluster cluster;
    private final Registry registry;
    private final SampleImages samples;

    DemoImages(DemoCluster cluster, Registry registry, Clock clock) {
        this.cluster = cluster;
        this.registry = registry;
        this.samples = new SampleImages(cluster.client(), clock, cluster.labels());
    }

    /** Creates so many resources, with phase Ready, and pushes what they point to. */
    List<DemoImage> create(int count) {
        List<DemoImage> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            images.add(i % 5 == 1 ? clusterWide(i) : namespaced(i));
        }
        return images;
    }

    private DemoImage namespaced(int number) {
        String namespace = cluster.namespaces().get(number % 2);
        String name = name(number);
        return pushed(
                samples.createVirtualImage(namespace, name, registry.host()),
                namespace,
                "vi/" + namespace + "/" + name,
                number);
    }

    private DemoImage clusterWide(int number) {
        String name = cluster.prefix() + "-" + name(number);
        return pushed(samples.createClusterVirtualImage(name, registry.host()), "", "cvi/" + name, number);
    }

    private DemoImage pushed(GenericKubernetesResource resource, String namespace, String repository, int number) {
        Manifest form = FORMS.get(number % FORMS.size());
        String uid = resource.getMetadata().getUid();
        String digest = registry.push(repository, uid, form);
        return new DemoImage(
                resource.getKind(), namespace, resource.getMetadata().getName(), uid, repository, form, digest);
    }

    private static String name(int number) {
        int round = number / NAMES.size();
        return NAMES.get(number % NAMES.size()) + (round == 0 ? "" : "-v" + (round + 1));
    }
}
