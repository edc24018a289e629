package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.kind.Projection;
import io.rollcall.contract.policy.Backoff;
import io.rollcall.runtime.config.Mode;
import io.rollcall.statuswriter.kube.KubeApi;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Settles candidates: reads, decides and acts, again and again, until nothing of the result can be lost any more. One
 * image's lasting trouble ends as conflicted, with a request for fresh evidence, but not while a write may yet take effect;
 * everybody's trouble is waited out. Safe for use by several threads, one an image.
 */
final class Settler {
    private final Tools tools;
    private final ApiGate gate;
    private final Duration patience;
    private final Backoff backoff;

    /** What every settling needs. */
    record Tools(
            KubeApi api,
            Mode mode,
            Projection projection,
            Precedents precedents,
            Notes notes,
            KubeEvents events,
            Clock clock) {
        Tools {
            requireNonNull(api, "api is null");
            requireNonNull(mode, "mode is null");
            requireNonNull(projection, "projection is null");
            requireNonNull(precedents, "precedents is null");
            requireNonNull(notes, "notes is null");
            requireNonNull(events, "events is null");
            requireNonNull(clock, "clock is null");
        }
    }

    /** @param patience how long one image may be in trouble of its own */
    Settler(Tools tools, ApiGate gate, Duration patience, Backoff backoff) {
        this.tools = requireNonNull(tools, "tools is null");
        this.gate = requireNonNull(gate, "gate is null");
        this.patience = requireNonNull(patience, "patience is null");
        this.backoff = requireNonNull(backoff, "backoff is null");
    }

    /** @return empty where a pause was cut short: then nothing is settled, and another delivery must */
    Optional<Settlement> settle(Candidate candidate, Pauses pauses) {
        Settling settling = new Settling(candidate, tools);
        Instant since = null;
        boolean late = false;
        for (int failures = 1; ; failures++) {
            Optional<Trouble> trouble = settling.proceed(!late);
            if (trouble.isEmpty()) {
                gate.answered();
                return Optional.of(settling.settlement());
            }
            Instant now = tools.clock().instant();
            if (gate.holds(trouble.get())) {
                since = null;
            } else if (since == null) {
                since = now;
            }
            late = since != null && !now.isBefore(since.plus(patience));
            if (late && !settling.isInDoubt()) {
                settling.giveUp(trouble.get(), patience);
                return Optional.of(settling.settlement());
            }
            if (!pauses.pause(backoff.delay(failures, candidate.result().key().toString()))) {
                return Optional.empty();
            }
        }
    }
}
