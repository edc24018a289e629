package io.rollcall.standalone.bench;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.rollcall.contract.topics.Topics;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.service.ServiceContext;
import io.rollcall.standalone.cli.CommandException;
import io.rollcall.statuswriter.StatusWriterService;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A status-writer that runs, under the default settings but for a budget of requests that binds nothing. */
final class Writers implements AutoCloseable {

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(20);
    private static final Set<String> ABOUT_IMAGES = Set.of("get", "patch", "event");

    private final StatusWriterService service;
    private final ServiceContext context;
    final Heard meters;

    private Writers(StatusWriterService service, ServiceContext context, Heard meters) {
        this.service = service;
        this.context = context;
        this.meters = meters;
    }

    /** Returns at once. */
    static Writers start(String servers, Topics topics, Path kubeconfig, int inFlight) {
        Map<String, String> settings = new HashMap<>();
        settings.put("mode", "write");
        settings.put("cluster", "bench");
        settings.put("kafka.bootstrapServers", servers);
        settings.put("kafka.topicPrefix", topics.prefix());
        settings.put("kafka.partitions", Integer.toString(topics.partitions()));
        settings.put("kafka.replicationFactor", "1");
        settings.put("kafka.minInSyncReplicas", "1");
        settings.put("kubernetes.kubeconfig", kubeconfig.toString());
        settings.put("writer.inFlight", Integer.toString(inFlight));
        settings.put("writer.requestsPerSecond", "1000000");
        Heard meters = new Heard();
        ServiceContext context = ServiceContext.of(
                StatusWriterService.NAME, topics.prefix(), RollcallConfig.of(settings), meters, Clock.systemUTC());
        StatusWriterService service = StatusWriterService.create(context);
        service.start();
        return new Writers(service, context, meters);
    }

    Writers awaitReady() throws InterruptedException {
        long until = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (!context.health().ready()) {
            if (System.nanoTime() > until) {
                close();
                throw CommandException.failed("the status-writer does not start (%s); report it."
                        .formatted(context.health().conditions()));
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return this;
    }

    /** How many results it has looked at. */
    long results() {
        return (long) meters.find("rollcall.results").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** How many calls it has made about images. */
    long calls() {
        return meters.find("rollcall.api.calls").timers().stream()
                .filter(timer -> ABOUT_IMAGES.contains(timer.getId().getTag("call")))
                .mapToLong(Timer::count)
                .sum();
    }

    /** How many Events it has created. */
    long events() {
        return meters.find("rollcall.api.calls").tags("call", "event", "outcome", "ok").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    @Override
    public void close() {
        service.stop(STOPS_WITHIN);
    }
}
