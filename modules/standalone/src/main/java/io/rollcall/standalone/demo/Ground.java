package io.rollcall.standalone.demo;

import io.rollcall.sandbox.BuiltInRegistry;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.EmbeddedBroker;
import io.rollcall.sandbox.Registry;
import io.rollcall.standalone.demo.Report.Part;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.utils.AppInfoParser;

/** What the demo stands on: a broker, a registry and an API server, started side by side. */
final class Ground {

    private final Starting<EmbeddedBroker> broker;
    private final Starting<Registry> registry;
    private final Starting<DemoCluster> cluster;

    private Ground(Starting<EmbeddedBroker> broker, Starting<Registry> registry, Starting<DemoCluster> cluster) {
        this.broker = broker;
        this.registry = registry;
        this.cluster = cluster;
    }

    /** Which parts there will be, before any is started. */
    static List<Part> parts(DemoOptions options) {
        Optional<Path> distribution = options.registry().isEmpty() ? DockerRegistry.find() : Optional.empty();
        return List.of(
                new Part("broker", true, "Apache Kafka %s, embedded".formatted(AppInfoParser.getVersion())),
                new Part(
                        "registry",
                        distribution.isPresent(),
                        distribution
                                .map("Distribution, from %s"::formatted)
                                .orElse("built in; the real one: sudo apt-get install docker-registry")),
                new Part(
                        "API server",
                        options.kubeconfig().isPresent(),
                        options.kubeconfig()
                                .map("the one of %s"::formatted)
                                .orElse("fabric8's, which keeps and watches objects; the real one: --kubeconfig FILE")),
                new Part("services", true, "watcher, prober and status-writer, mode write"));
    }

    /** Begins to start everything. */
    static Ground start(Workspace workspace, DemoOptions options, Closer closer) {
        Function<Path, Registry> registries = options.registry().orElse(Ground::best);
        return new Ground(
                Starting.of("broker", () -> EmbeddedBroker.start(workspace.of("broker")), closer),
                Starting.of("registry", () -> registries.apply(workspace.of("registry")), closer),
                Starting.of(
                        "cluster",
                        () -> DemoCluster.open(options.kubeconfig(), workspace.of("cluster"), options.run()),
                        closer));
    }

    /** Distribution if it is on the PATH, else the built-in one. */
    private static Registry best(Path directory) {
        return DockerRegistry.find().isPresent() ? DockerRegistry.plain(directory) : BuiltInRegistry.start();
    }

    /** Whether everything stands; throws what a start threw. */
    boolean stands(Duration within) throws InterruptedException {
        return registry.within(within) && cluster.within(within) && broker.within(within);
    }

    EmbeddedBroker broker() {
        return broker.get();
    }

    Registry registry() {
        return registry.get();
    }

    DemoCluster cluster() {
        return cluster.get();
    }
}
