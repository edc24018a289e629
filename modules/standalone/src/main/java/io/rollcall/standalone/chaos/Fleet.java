package io.rollcall.standalone.chaos;

import io.rollcall.standalone.services.Services;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Both replicas of all three services. */
final class Fleet implements AutoCloseable {

    private final Map<Replica, Berth> berths = new LinkedHashMap<>();

    /** Starts nothing yet. */
    Fleet(Function<Replica, ServiceProcess> start) {
        Replica.all().forEach(it -> berths.put(it, new Berth(it, () -> start.apply(it))));
    }

    void start() {
        berths.values().forEach(Berth::start);
    }

    Berth berth(Replica replica) {
        return berths.get(replica);
    }

    /** A replica of each service at a time, and all services side by side; returns when all is done. */
    void restart(Executor threads) {
        CompletableFuture.allOf(Services.all().stream()
                        .map(service -> CompletableFuture.runAsync(() -> restart(service.name()), threads))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private void restart(String service) {
        try {
            for (Replica replica : Replica.of(service)) {
                berth(replica).restart();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isReady() {
        return berths.values().stream().allMatch(Berth::isReady);
    }

    List<String> complaints() {
        return berths.values().stream().flatMap(it -> it.complaints().stream()).toList();
    }

    @Override
    public void close() {
        berths.values().forEach(Berth::close);
    }
}
