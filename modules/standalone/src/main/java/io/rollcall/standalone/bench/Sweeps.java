package io.rollcall.standalone.bench;

import io.rollcall.contract.topics.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Sweeps of a real registry through the whole pipeline: broker, prober with its HTTP client, a reader of committed results.
 * All images are due at the tick; a sweep is over when the last result can be read.
 */
final class Sweeps implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final SteppedClock clock = new SteppedClock(Clock.systemUTC());
    private final int images;
    private final Bus bus;
    private final Topics topics;
    private final Results results;
    private final Probers prober;
    private long expected;

    private Sweeps(int images, Bus bus, Topics topics, SeededRegistry registry, int inFlight)
            throws InterruptedException {
        this.images = images;
        this.bus = bus;
        this.topics = topics;
        this.results = Results.of(bus.servers(), topics);
        this.prober = Probers.service(
                bus.servers(), topics, "0 * * * *", List.of(registry.config(Probers.policy(inFlight))), clock);
    }

    static Sweeps of(Site site, String prefix, SeededRegistry registry, int images, int inFlight)
            throws InterruptedException {
        Bus bus = Bus.inside(site);
        site.now("starting the prober");
        return new Sweeps(images, bus, bus.topics(prefix, Topics.DEFAULT_PARTITIONS), registry, inFlight);
    }

    /** Puts the images on the bus: each is asked for once, because it is new. */
    Stretch bind(String host) throws InterruptedException {
        Images all = Images.on(host);
        return Stretch.of(images, () -> {
            Images.publish(bus.servers(), topics, 0, images, all::ready);
            awaitAll();
        });
    }

    /** Sweeps until the compiler has done most of its work. */
    void warmUp(Site site, Effort effort) throws InterruptedException {
        long until = System.nanoTime() + effort.longWarmUp().toNanos();
        site.now("warming up for %d s".formatted(effort.longWarmUp().toSeconds()));
        while (System.nanoTime() < until) {
            sweep();
        }
    }

    /** One sweep, from the tick to the last result. */
    Stretch sweep() throws InterruptedException {
        return Stretch.of(images, () -> {
            clock.toNextHour();
            awaitAll();
        });
    }

    private void awaitAll() throws InterruptedException {
        expected += images;
        results.await(expected, LONGEST);
    }

    @Override
    public void close() {
        prober.close();
        results.close();
        bus.close();
    }
}
