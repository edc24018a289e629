package io.rollcall.standalone.chaos;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.sandbox.Crds;
import io.rollcall.sandbox.Manifest;
import io.rollcall.sandbox.Registry;
import io.rollcall.sandbox.SampleImages;
import io.rollcall.sandbox.SandboxException;
import io.rollcall.standalone.demo.DemoCluster;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Makes the images: every fifth for the whole cluster, the others in two namespaces; in every form of manifest. */
final class Images {

    private static final int AT_ONCE = 8;

    /** As if they had been imported a while ago: evidence of the same second would not count. */
    private static final Duration AGE = Duration.ofMinutes(1);

    private static final List<Manifest> FORMS = List.of(Manifest.values());

    private final DemoCluster cluster;
    private final Registry registry;
    private final SampleImages samples;

    Images(DemoCluster cluster, Registry registry, Clock clock) {
        this.cluster = cluster;
        this.registry = registry;
        this.samples = new SampleImages(cluster.client(), Clock.offset(clock, AGE.negated()), cluster.labels());
    }

    /** Pushes so many, and then says that they are Ready. @return their keys on the bus */
    List<ImageKey> create(int count) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<CompletableFuture<ImageKey>> all = IntStream.range(0, count)
                    .mapToObj(number -> CompletableFuture.supplyAsync(() -> create(number, "img-" + number), threads))
                    .toList();
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get();
            return all.stream().map(CompletableFuture::join).toList();
        } catch (ExecutionException e) {
            throw new SandboxException("The images cannot be made (%s): run it again.".formatted(e.getCause()), e);
        } finally {
            threads.shutdownNow();
        }
    }

    private ImageKey create(int number, String name) {
        if (number % 5 == 1) {
            String clusterName = cluster.prefix() + "-" + name;
            GenericKubernetesResource begun = samples.beginClusterVirtualImage(clusterName);
            finish(begun, "cvi/" + clusterName, number);
            return new ImageKey(Crds.clusterVirtualImages().getMetadata().getName(), "", clusterName);
        }
        String namespace = cluster.namespaces().get(number % 2);
        GenericKubernetesResource begun = samples.beginVirtualImage(namespace, name, "ContainerRegistry");
        finish(begun, "vi/" + namespace + "/" + name, number);
        return new ImageKey(Crds.virtualImages().getMetadata().getName(), namespace, name);
    }

    private void finish(GenericKubernetesResource begun, String repository, int number) {
        String uid = begun.getMetadata().getUid();
        registry.push(repository, uid, FORMS.get(number % FORMS.size()));
        var unused = samples.finish(begun, "%s/%s:%s".formatted(registry.host(), repository, uid));
    }
}
