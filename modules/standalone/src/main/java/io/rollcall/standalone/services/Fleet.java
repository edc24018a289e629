package io.rollcall.standalone.services;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.runtime.config.ConfigSource;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.health.Health;
import io.rollcall.runtime.http.Endpoints;
import io.rollcall.runtime.service.BoundedStop;
import io.rollcall.runtime.service.Service;
import io.rollcall.runtime.service.ServiceContext;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** All services in one process: started together, stopped together. Each has a health of its own. */
public final class Fleet {

    private final List<ServiceContext> contexts;
    private final Endpoints endpoints;
    private final List<Service> services = new ArrayList<>();
    private final CompletableFuture<String> failure = new CompletableFuture<>();

    /** Makes what the services are made from; neither makes nor starts one. Their configuration never changes. */
    public Fleet(RollcallConfig config, String instance, MeterRegistry meters, Clock clock) {
        this(config, ConfigSource.fixed(config), instance, meters, clock);
    }

    /** The same with a configuration that may change. */
    public Fleet(RollcallConfig config, ConfigSource source, String instance, MeterRegistry meters, Clock clock) {
        this(config, source, instance, meters, clock, new Endpoints());
    }

    /** The same in a process that serves these endpoints. */
    public Fleet(
            RollcallConfig config,
            ConfigSource source,
            String instance,
            MeterRegistry meters,
            Clock clock,
            Endpoints endpoints) {
        requireNonNull(config, "config is null");
        this.endpoints = requireNonNull(endpoints, "endpoints is null");
        this.contexts = Services.all().stream()
                .map(service -> ServiceContext.of(service.name(), instance, config, meters, clock, source, endpoints))
                .toList();
        contexts.forEach(context -> context.health().waiting("service", "the service is starting; wait."));
    }

    /** The health of each service, in the order in which an image passes them. */
    public List<Health> healths() {
        return contexts.stream().map(ServiceContext::health).toList();
    }

    /** Where the services are called over HTTP. */
    public Endpoints endpoints() {
        return endpoints;
    }

    /** Whether every service is ready. */
    public boolean ready() {
        return contexts.stream().allMatch(context -> context.health().ready());
    }

    /** Completes when the first service fails for good, with its name and sentence. */
    public CompletableFuture<String> failure() {
        return failure.copy();
    }

    /** Makes and starts all of them; one that cannot start completes {@link #failure}. */
    public void start() {
        for (int i = 0; i < contexts.size(); i++) {
            ServiceContext context = contexts.get(i);
            var unused = context.health()
                    .failure()
                    .thenAccept(sentence -> failure.complete(context.service() + ": " + sentence));
            try {
                Service service = Services.all().get(i).factory().create(context);
                services.add(service);
                service.start();
                context.health().ok("service");
            } catch (RuntimeException e) {
                context.health().fail("it cannot start (%s); --debug tells more.".formatted(e.getMessage()));
            }
        }
    }

    /** Stops all of them at once, within the time. Whether each stopped cleanly. */
    public boolean stop(Duration within) {
        List<CompletableFuture<Boolean>> stops = new ArrayList<>();
        for (int i = 0; i < services.size(); i++) {
            Service service = services.get(i);
            Health health = contexts.get(i).health();
            stops.add(CompletableFuture.supplyAsync(
                    () -> BoundedStop.stop(service, within, health),
                    task -> new Thread(task, "rollcall-stop").start()));
        }
        return stops.stream().map(CompletableFuture::join).reduce(true, Boolean::logicalAnd);
    }
}
