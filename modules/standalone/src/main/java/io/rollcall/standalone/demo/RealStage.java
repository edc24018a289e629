package io.rollcall.standalone.demo;

import static java.util.Objects.requireNonNull;

import io.rollcall.sandbox.Registry;
import java.util.List;
import java.util.Optional;

/** The ground itself. */
final class RealStage implements Stage {

    private final Registry registry;
    private final DemoCluster cluster;
    private final Engine engine;
    private final String look;

    RealStage(Registry registry, DemoCluster cluster, Engine engine, String look) {
        this.registry = requireNonNull(registry, "registry is null");
        this.cluster = requireNonNull(cluster, "cluster is null");
        this.engine = requireNonNull(engine, "engine is null");
        this.look = requireNonNull(look, "look is null");
    }

    @Override
    public void delete(DemoImage image) {
        registry.deleteManifest(image.repository(), image.digest());
    }

    @Override
    public void push(DemoImage image) {
        registry.push(image.repository(), image.uid(), image.form());
    }

    @Override
    public void loseStorage() {
        registry.loseStorage();
    }

    @Override
    public void restoreStorage() {
        registry.restoreStorage();
    }

    @Override
    public List<ImageView> images() {
        return cluster.images();
    }

    @Override
    public List<Noted> events() {
        return cluster.events();
    }

    @Override
    public Optional<String> failed() {
        return engine.failed();
    }

    @Override
    public List<String> waiting() {
        return engine.waiting();
    }

    @Override
    public String look() {
        return look;
    }
}
