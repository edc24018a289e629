package io.rollcall.standalone.demo;

import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.health.Condition;
import io.rollcall.runtime.health.Health;
import io.rollcall.runtime.http.HttpEdge;
import io.rollcall.runtime.service.Meters;
import io.rollcall.sandbox.SandboxException;
import io.rollcall.standalone.services.Fleet;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The three services, as {@code up} runs them, with their HTTP edge. */
final class Engine implements AutoCloseable {

    private static final Duration STOP = Duration.ofSeconds(2);

    private final Meters meters;
    private final Fleet fleet;
    private final HttpEdge http;

    private Engine(Meters meters, Fleet fleet, HttpEdge http) {
        this.meters = meters;
        this.fleet = fleet;
        this.http = http;
    }

    static Engine start(RollcallConfig config, Clock clock) {
        Meters meters = new Meters("rollcall-demo", config.cluster());
        Fleet fleet = new Fleet(config, "demo", meters.registry(), clock);
        try {
            HttpEdge http = HttpEdge.start(config.http(), fleet.healths(), meters::scrape, fleet.endpoints());
            fleet.start();
            return new Engine(meters, fleet, http);
        } catch (IOException e) {
            meters.close();
            throw new SandboxException("No loopback port is free (%s): end other servers.".formatted(e), e);
        }
    }

    InetSocketAddress address() {
        return http.address();
    }

    /** The name and the sentence of the service that failed for good. */
    Optional<String> failed() {
        return Optional.ofNullable(fleet.failure().getNow(null));
    }

    /** What the services wait for, a sentence each. */
    List<String> waiting() {
        return fleet.healths().stream().flatMap(Engine::waiting).toList();
    }

    private static Stream<String> waiting(Health health) {
        return health.conditions().stream()
                .filter(condition -> condition.state() != Condition.State.OK)
                .map(condition -> "%s, %s: %s".formatted(health.service(), condition.name(), condition.reason()));
    }

    @Override
    public void close() {
        fleet.stop(STOP);
        http.close();
        meters.close();
    }
}
