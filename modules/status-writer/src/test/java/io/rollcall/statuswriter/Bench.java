package io.rollcall.statuswriter;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.contract.kind.Projection;
import io.rollcall.contract.policy.Backoff;
import io.rollcall.runtime.config.Mode;
import io.rollcall.runtime.health.Health;
import io.rollcall.statuswriter.kube.Preflight;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** A settler on a fake API server, whose pauses pass at once on a clock of their own. */
final class Bench extends Clock {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    final FakeApi api = new FakeApi();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Health health = new Health("status-writer", this);
    private final ApiGate gate =
            new ApiGate(api, new Preflight(api, Samples.KINDS, Mode.WRITE, List.of()), health, meters, this);
    private Instant now = Samples.PROBED.plusSeconds(1);
    Precedents precedents = (result, change) -> Optional.of(Precedent.NONE);
    Incidents incidents = target -> Optional.empty();
    private int pausesLeft = Integer.MAX_VALUE;
    private Instant at = Instant.MAX;
    private Runnable happening;

    /** @return empty where the work was abandoned */
    Optional<Settlement> settle(Mode mode, Candidate candidate) {
        Settler.Tools tools = new Settler.Tools(
                api,
                mode,
                new Projection("test"),
                precedents,
                new Notes("test", incidents, this),
                new KubeEvents("writer-0", this),
                this);
        Attempt attempt = new Settler(tools, gate, PATIENCE, new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5)))
                .begin(candidate);
        for (Optional<Attempt.Again> again = attempt.pass(); again.isPresent(); again = attempt.pass()) {
            if (!pause(again.get().after())) {
                return Optional.empty();
            }
        }
        return Optional.of(attempt.settlement());
    }

    Settlement write(Candidate candidate) {
        return settle(Mode.WRITE, candidate).orElseThrow();
    }

    /** The work is not wanted any more after so many pauses. */
    void abandonAfter(int pauses) {
        pausesLeft = pauses;
    }

    /** Something happens on the server, after this time and before the next call. */
    void after(Duration time, Runnable happens) {
        at = now.plus(time);
        happening = happens;
    }

    double paused() {
        return meters.get("rollcall.writer.paused").gauge().value();
    }

    boolean pause(Duration time) {
        now = now.plus(time);
        if (now.isAfter(at)) {
            at = Instant.MAX;
            happening.run();
        }
        return pausesLeft-- > 0;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
