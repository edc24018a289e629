package io.rollcall.standalone.doctor;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.contract.kind.ImageKinds;
import io.rollcall.contract.kind.Projection;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.prober.registry.Proxies;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.standalone.census.Census;
import io.rollcall.standalone.census.CensusTaker;
import io.rollcall.standalone.cli.ApiServer;
import io.rollcall.standalone.cli.Bus;
import io.rollcall.standalone.cli.CommandException;
import io.rollcall.statuswriter.kube.HttpKubeApi;
import io.rollcall.statuswriter.kube.KubeClients;
import io.rollcall.watcher.cluster.Preflight;
import io.rollcall.watcher.cluster.Selection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The whole examination: the cluster, the bus and each registry, side by side. */
final class Doctor implements AutoCloseable {

    private static final Duration LISTING = Duration.ofSeconds(10);
    private static final String API_DOWN = "the API server must answer first";

    private final RollcallConfig config;
    private final Clock clock;
    private final Proxies proxies;
    private final List<ResourceKind> kinds;
    private final Plan plan = new Plan();
    private Optional<KubernetesClient> client = Optional.empty();

    Doctor(RollcallConfig config, Clock clock, Proxies proxies) {
        this.proxies = requireNonNull(proxies, "proxies is null");
        this.config = requireNonNull(config, "config is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.kinds = ImageKinds.all(config.recheck().min(), config.recheck().max());
    }

    /** Begins every look. To be called once. */
    List<Plan.Step> begin(Supplier<ApiServer> server, Optional<Bus> bus) {
        CompletableFuture<Optional<Census>> census = cluster(server);
        plan.add("the broker", bus.map(this::bus).orElseGet(() -> CompletableFuture.completedFuture(BusChecks.none())));
        for (RegistryConfig registry : config.registries()) {
            RegistryLook look = new RegistryLook(Hasty.of(registry), clock, proxies);
            plan.add("registry " + registry.host(), plan.begin(() -> look.look(census), look.late()));
        }
        return plan.steps();
    }

    private CompletableFuture<Optional<Census>> cluster(Supplier<ApiServer> found) {
        CompletableFuture<ApiServerCheck.Look> api;
        try {
            ApiServer server = found.get();
            KubernetesClient made = KubeClients.of(config.kubernetes());
            client = Optional.of(made);
            api = plan.begin(
                    () -> new ApiServerCheck(made, server, clock).look(),
                    ApiServerCheck.Look.down(server.url() + " does not answer", "check the way to it"));
        } catch (CommandException e) {
            Result.Failed failed = Result.Failed.of(e.sentences().get(0));
            api = CompletableFuture.completedFuture(ApiServerCheck.Look.down(failed.what(), failed.fix()));
        }
        plan.add("the API server", api.thenApply(ApiServerCheck.Look::findings));
        kinds(api);
        return images(api);
    }

    private void kinds(CompletableFuture<ApiServerCheck.Look> api) {
        for (ResourceKind kind : kinds) {
            plan.add("the CRD " + kind.crd(), ifUp(api, KindChecks.skippedCrd(kind, API_DOWN), c -> checks(c)
                    .crd(kind)));
        }
        plan.add("rights", ifUp(api, KindChecks.skippedRights(API_DOWN), c -> rights(checks(c))));
    }

    private List<Finding> rights(KindChecks checks) {
        return java.util.stream.Stream.concat(
                        kinds.stream().flatMap(kind -> checks.watcherRights(kind).stream()),
                        checks.writerRights().stream())
                .toList();
    }

    private KindChecks checks(KubernetesClient c) {
        return new KindChecks(
                new Preflight(c, selection()),
                new io.rollcall.statuswriter.kube.Preflight(
                        new HttpKubeApi(c, new SimpleMeterRegistry()),
                        kinds,
                        config.mode(),
                        config.kubernetes().namespaces()),
                config.mode());
    }

    private Selection selection() {
        return Selection.of(kinds, config.kubernetes());
    }

    private CompletableFuture<Optional<Census>> images(CompletableFuture<ApiServerCheck.Look> api) {
        ImagesCheck.Look none = ImagesCheck.Look.none(Finding.skipped(ImagesCheck.ID, ImagesCheck.ABOUT, API_DOWN));
        CompletableFuture<ImagesCheck.Look> look = plan.then(
                api,
                up -> () -> up.up() ? ImagesCheck.look(taker(client.orElseThrow()), config.registries()) : none,
                none);
        plan.add("the list of images", look.thenApply(ImagesCheck.Look::findings));
        return look.thenApply(ImagesCheck.Look::census);
    }

    private CensusTaker taker(KubernetesClient c) {
        return new CensusTaker(c, selection(), new Projection(config.cluster()), LISTING);
    }

    private interface ClusterLook {
        List<Finding> look(KubernetesClient client);
    }

    private CompletableFuture<List<Finding>> ifUp(
            CompletableFuture<ApiServerCheck.Look> api, Finding skipped, ClusterLook look) {
        return plan.then(
                api, up -> () -> up.up() ? look.look(client.orElseThrow()) : List.of(skipped), List.of(skipped));
    }

    private CompletableFuture<List<Finding>> bus(Bus bus) {
        BusChecks checks = new BusChecks(bus, bus.topicsAdmin("doctor"));
        return plan.begin(
                checks::look,
                List.of(Finding.failed(BusChecks.BROKER, "broker", "it does not answer in time", "look at its log")));
    }

    @Override
    public void close() {
        plan.close();
        client.ifPresent(KubernetesClient::close);
    }
}
