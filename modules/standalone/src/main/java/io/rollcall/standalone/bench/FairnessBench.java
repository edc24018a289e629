package io.rollcall.standalone.bench;

import io.rollcall.contract.topics.Topics;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.standalone.bench.Measured.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a dead registry takes from two that live: connections to it are made, and never answered. A prober of two registries
 * and one that has the dead one beside them are measured in turn; the same targets of the living are due again at once in both.
 */
final class FairnessBench implements Bench {

    private static final int IN_FLIGHT = 8;
    private static final int LIVING = 2;

    @Override
    public String name() {
        return "fairness";
    }

    @Override
    public String about() {
        return "what a dead registry among three takes from the other two";
    }

    @Override
    public List<Measured> run(Site site, Effort effort) throws IOException, InterruptedException {
        try (StubServer stub = StubServer.start(LIVING, CoreBench.ANSWERS_AFTER);
                ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Bus bus = Bus.inside(site)) {
            String dead = "127.0.0.1:" + silent.getLocalPort();
            List<Double> losses = new ArrayList<>();
            List<Double> alone = new ArrayList<>();
            List<Double> beside = new ArrayList<>();
            Effort each = new Effort(
                    1,
                    effort.warmUp().dividedBy(4),
                    effort.window(),
                    effort.images(),
                    effort.flips(),
                    effort.targets(),
                    effort.loop());
            for (int run = 1; run <= effort.runs(); run++) {
                site.now("run %d of %d".formatted(run, effort.runs()));
                double without = living(bus, "alone" + run, stub, Optional.empty(), each);
                double with = living(bus, "beside" + run, stub, Optional.of(dead), each);
                alone.add(Numbers.rounded(without));
                beside.add(Numbers.rounded(with));
                losses.add(100 * (1 - with / without));
            }
            Map<String, Object> inputs = new LinkedHashMap<>();
            inputs.put("registries", LIVING + 1);
            inputs.put("inFlight", IN_FLIGHT);
            inputs.put("alonePerSecond", alone);
            inputs.put("besidePerSecond", beside);
            return List.of(Measured.of("fairness", "% lost", Target.atMost(5), losses, inputs));
        }
    }

    /** How many answers the living give a second. */
    private static double living(Bus bus, String prefix, StubServer stub, Optional<String> dead, Effort effort)
            throws IOException, InterruptedException {
        Topics topics = bus.topics(prefix, Topics.DEFAULT_PARTITIONS);
        List<String> hosts = new ArrayList<>(stub.hosts());
        dead.ifPresent(hosts::add);
        List<RegistryConfig> registries = hosts.stream()
                .map(host -> new RegistryConfig(
                        host, Optional.empty(), Optional.empty(), Optional.empty(), true, Probers.policy(IN_FLIGHT)))
                .toList();
        Images images = new Images(hosts);
        int targets = Math.min(effort.loop(), 500) * hosts.size() / LIVING;
        try (Probers prober = Probers.service(bus.servers(), topics, "", registries, Clock.systemUTC())) {
            Images.publish(bus.servers(), topics, 0, targets, i -> images.lost(i, Duration.ofMillis(1)));
            Window.over(effort.warmUp(), stub::asked);
            return Window.over(effort.window(), stub::asked).perSecond();
        }
    }
}
