package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rollcall.contract.probe.BreakerState;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** The prober's meters. Labels come from the configuration, from the topology and from enums alone, so their number is bounded. Thread-safe. */
public final class ProbeMeters {
    private final MeterRegistry registry;
    private final Clock clock;
    private final Counter unknownFields;
    private final Map<Outcome, Counter> probes = new ConcurrentHashMap<>();
    private final Map<String, Timer> durations = new ConcurrentHashMap<>();
    private final AtomicReference<Instant> lastVerdict = new AtomicReference<>();

    /** Registers those that do not depend on a registry. */
    public ProbeMeters(MeterRegistry registry, Clock clock) {
        this.registry = requireNonNull(registry, "registry is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.unknownFields = Counter.builder("rollcall.unknown.fields")
                .description("Fields of records that this version does not know")
                .register(registry);
        Gauge.builder("rollcall.last.verdict.age", lastVerdict, it -> age(it.get()))
                .baseUnit("seconds")
                .description("Time since the last verdict; no number before the first")
                .register(registry);
    }

    /** Registers the gauges of every registry. */
    void watch(Registries registries, LiveTasks tasks) {
        for (RegistryGate gate : registries.gates()) {
            watchTasks(gate.host(), tasks);
            sweepTurnsMissed(gate.host());
            Gauge.builder("rollcall.probes.in.flight", gate, RegistryGate::inFlight)
                    .description("Probes that are out now")
                    .tag("registry", gate.host())
                    .register(registry);
            Gauge.builder(
                            "rollcall.registry.breaker.open",
                            gate,
                            it -> it.openSince().isPresent() ? 1 : 0)
                    .description("1 while this process leaves the registry alone, trials in between included")
                    .tag("registry", gate.host())
                    .register(registry);
            Gauge.builder("rollcall.breaker.state", gate, it -> number(it.breakerState()))
                    .description("0 closed, 1 half open, 2 open")
                    .tag("registry", gate.host())
                    .register(registry);
        }
        watchTasks(Registries.OTHER, tasks);
    }

    private void watchTasks(String host, LiveTasks tasks) {
        Gauge.builder("rollcall.targets", tasks, it -> it.targets(host))
                .description("Targets that are asked about, of the partitions owned here")
                .tag("registry", host)
                .register(registry);
        Gauge.builder("rollcall.oldest.due.age", tasks, it -> it.earliest(host)
                        .map(due -> Math.max(0, age(due)))
                        .orElse(0.0))
                .baseUnit("seconds")
                .description("How long the target that waits longest has been due; 0 where none is")
                .tag("registry", host)
                .register(registry);
    }

    void probed(String host, LastProbe probe) {
        Verdict verdict = probe.verdict();
        Reason reason = verdict instanceof Verdict.Inconclusive it ? it.reason() : null;
        probes.computeIfAbsent(new Outcome(host, verdict.is(), reason), this::counter)
                .increment();
        Duration took = Duration.between(probe.startedAt(), probe.probedAt());
        durations.computeIfAbsent(host, this::timer).record(took.isNegative() ? Duration.ZERO : took);
        lastVerdict.accumulateAndGet(probe.probedAt(), Instants::later);
    }

    /** What probes are counted by. To look up a meter by its tags takes longer than to send a probe. */
    private record Outcome(String host, String verdict, Reason reason) {}

    private Counter counter(Outcome outcome) {
        String reason =
                outcome.reason() == null ? "none" : outcome.reason().name().toLowerCase(Locale.ROOT);
        return Counter.builder("rollcall.probes")
                .description("Probes by what they came to")
                .tags("registry", outcome.host(), "verdict", outcome.verdict(), "reason", reason)
                .register(registry);
    }

    private Timer timer(String host) {
        return Timer.builder("rollcall.probe.duration")
                .description("From the HEAD to the verdict")
                .tag("registry", host)
                .register(registry);
    }

    /** Targets were asked so late that so many of their turns in the sweep had passed. */
    void turnsMissed(String host, int turns) {
        sweepTurnsMissed(host).increment(turns);
    }

    private Counter sweepTurnsMissed(String host) {
        return Counter.builder("rollcall.sweep.turns.missed")
                .description("Turns of targets in sweeps that passed while an earlier one still waited")
                .tag("registry", host)
                .register(registry);
    }

    /** @param topic where the record came from: one of those that the topology reads */
    void deadLetter(String topic) {
        Counter.builder("rollcall.dead.letters")
                .description("Records that could not be read and went to the dead letters")
                .tag("topic", topic)
                .register(registry)
                .increment();
    }

    void unknownFields(int count) {
        unknownFields.increment(count);
    }

    private static int number(BreakerState state) {
        return switch (state) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
            case UNRECOGNISED -> -1;
        };
    }

    private double age(Instant since) {
        return since == null
                ? Double.NaN
                : Duration.between(since, clock.instant()).toMillis() / 1e3;
    }
}
