package io.rollcall.standalone.bench;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.contract.topics.Topics;
import io.rollcall.runtime.config.ConfigSource;
import io.rollcall.runtime.config.HttpConfig;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.http.Endpoints;
import io.rollcall.runtime.http.HttpEdge;
import io.rollcall.sandbox.Crds;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.Manifest;
import io.rollcall.sandbox.RegistrySetup;
import io.rollcall.sandbox.SampleImages;
import io.rollcall.sandbox.SandboxCluster;
import io.rollcall.standalone.cli.CommandException;
import io.rollcall.standalone.services.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The three services as they are, and a registry that tells them what it does; nothing is swept. */
final class ToldPipeline implements AutoCloseable {

    private static final String TOKEN = "bench-token";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<AutoCloseable> parts = new ArrayList<>();
    private final Deque<Present> images = new ArrayDeque<>();
    private final Map<String, CountDownLatch> lost = new ConcurrentHashMap<>();
    private final SandboxCluster cluster;
    private final String namespace =
            "rollcall-bench-" + UUID.randomUUID().toString().substring(0, 8);
    private DockerRegistry registry;
    private volatile long lastLostAt;

    /** An image that is there. */
    private record Present(String uid, String repository, String digest) {}

    private ToldPipeline(SandboxCluster cluster) {
        this.cluster = cluster;
    }

    /** With so many images that are there, each of which has been asked for. */
    static ToldPipeline start(Site site, int images) throws IOException, InterruptedException {
        SandboxCluster cluster = site.kubeconfig()
                .map(SandboxCluster::external)
                .orElseGet(() -> SandboxCluster.mock(site.of("cluster")));
        ToldPipeline pipeline = new ToldPipeline(cluster);
        try {
            if (!cluster.crdsAreOurs()) {
                throw CommandException.failed(
                        "%s has the CRDs of the virtualization module: the bench stays out of it; give another cluster, or none."
                                .formatted(cluster.client().getMasterUrl()));
            }
            pipeline.prepare(site, images);
            return pipeline;
        } catch (IOException | InterruptedException | RuntimeException e) {
            pipeline.close();
            throw e;
        }
    }

    private void prepare(Site site, int count) throws IOException, InterruptedException {
        cluster.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        Bus bus = opened(Bus.apart(site));
        Topics topics = bus.topics("delete", Topics.DEFAULT_PARTITIONS);
        Endpoints endpoints = new Endpoints();
        HttpEdge edge = opened(HttpEdge.start(new HttpConfig("127.0.0.1", 0), List.of(), () -> "", endpoints));
        String url =
                "http://127.0.0.1:%d/notifications".formatted(edge.address().getPort());
        Path directory = Files.createDirectories(site.of("registry"));
        registry = opened(DockerRegistry.of(
                directory, RegistrySetup.plain().with(new RegistrySetup.Notifications(url, TOKEN, false))));
        Path token = Files.writeString(directory.resolve("token"), TOKEN);
        site.now("pushing %d images".formatted(count));
        SampleImages samples = new SampleImages(cluster.client(), Clock.systemUTC());
        for (int i = 0; i < count; i++) {
            images.add(present(samples.createVirtualImage(namespace, "image-" + i, registry.host())));
        }
        site.now("starting the services");
        try (Results results = Results.of(bus.servers(), topics)) {
            start(bus, topics, token, endpoints);
            watch();
            results.await(count, PATIENCE);
        }
        // nothing that is probed in the second of an image's own transition is believed
        TimeUnit.SECONDS.sleep(2);
    }

    private Present present(GenericKubernetesResource image) {
        String repository = "vi/%s/%s".formatted(namespace, image.getMetadata().getName());
        String uid = image.getMetadata().getUid();
        lost.put(uid, new CountDownLatch(1));
        return new Present(uid, repository, registry.push(repository, uid, Manifest.OCI));
    }

    private void start(Bus bus, Topics topics, Path token, Endpoints endpoints) throws InterruptedException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "mode", "write",
                "kafka.bootstrapServers", bus.servers(),
                "kafka.topicPrefix", topics.prefix(),
                "kafka.partitions", Integer.toString(topics.partitions()),
                "kafka.replicationFactor", "1",
                "kafka.minInSyncReplicas", "1",
                "kubernetes.kubeconfig", cluster.kubeconfig().toString(),
                "kubernetes.namespaces", namespace,
                "registries[0].host", registry.host(),
                "notifications.tokenFile", token.toString()));
        settings.put("sweep.schedule", "");
        settings.put("recheck.min", "1h");
        settings.put("recheck.max", "1h");
        settings.put("prober.standbyReplicas", "0");
        RollcallConfig config = RollcallConfig.of(settings);
        Fleet fleet = new Fleet(
                config, ConfigSource.fixed(config), "bench", new SimpleMeterRegistry(), Clock.systemUTC(), endpoints);
        parts.add(() -> fleet.stop(Duration.ofSeconds(10)));
        fleet.start();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!fleet.ready()) {
            if (fleet.failure().isDone() || System.nanoTime() > until) {
                throw CommandException.failed("the services do not start (%s); report it.".formatted(fleet.healths()));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** The first time counts: what comes after it is of another image, which is not deleted yet. */
    private void lostAt(long nanos, String uid) {
        CountDownLatch latch = lost.get(uid);
        if (latch.getCount() > 0) {
            lastLostAt = nanos;
            latch.countDown();
        }
    }

    private void watch() {
        Watch watch = cluster.client()
                .genericKubernetesResources(CustomResourceDefinitionContext.fromCrd(Crds.virtualImages()))
                .inNamespace(namespace)
                .watch(new Watcher<>() {
                    @Override
                    public void eventReceived(Action action, GenericKubernetesResource image) {
                        if ("ImageLost".equals(image.get("status", "phase"))) {
                            lostAt(System.nanoTime(), image.getMetadata().getUid());
                        }
                    }

                    @Override
                    public void onClose(WatcherException cause) {
                        // who waits for what it would have told gives up by himself
                    }
                });
        parts.add(watch);
    }

    /**
     * Deletes one more image.
     *
     * @return from before the registry was told until the watch said that it is lost
     */
    Duration deleteNext() throws InterruptedException {
        Present next = images.remove();
        long began = System.nanoTime();
        registry.deleteManifest(next.repository(), next.digest());
        if (!lost.get(next.uid()).await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw CommandException.failed(
                    "an image was deleted, and was not lost within %s; report it.".formatted(PATIENCE));
        }
        return Duration.ofNanos(lastLostAt - began);
    }

    /** Whether an API server of Kubernetes' own answers. */
    boolean isReal() {
        return cluster.isReal();
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.add(part);
        return part;
    }

    /** Stops all of it, and deletes what it made, whatever of it fails. */
    @Override
    public void close() {
        parts.add(0, cluster);
        parts.add(1, this::deleteImages);
        Collections.reverse(parts);
        RuntimeException failure = null;
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                if (failure == null) {
                    failure = CommandException.failed("not all could be stopped (%s); report it.".formatted(e), e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void deleteImages() {
        if (cluster.isReal()) {
            cluster.client()
                    .genericKubernetesResources(CustomResourceDefinitionContext.fromCrd(Crds.virtualImages()))
                    .inNamespace(namespace)
                    .delete();
            cluster.client().namespaces().withName(namespace).delete();
        }
    }
}
