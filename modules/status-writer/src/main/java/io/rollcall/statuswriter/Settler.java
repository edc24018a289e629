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

    Attempt begin(Candidate candidate) {
        return new Passes(candidate);
    }

    /** One image's trouble counts from when it began, and everybody's not at all. */
    private final class Passes implements Attempt {
        private final Candidate candidate;
        private final Settling settling;
        private Instant since;
        private boolean late;
        private int failures;

        Passes(Candidate candidate) {
            this.candidate = requireNonNull(candidate, "candidate is null");
            this.settling = new Settling(candidate, tools);
        }

        @Override
        public Optional<Again> pass() {
            Optional<Trouble> trouble = settling.proceed(!late);
            if (trouble.isEmpty()) {
                gate.answered();
                return Optional.empty();
            }
            Instant now = tools.clock().instant();
            boolean everybodys = gate.holds(trouble.get());
            if (everybodys) {
                since = null;
            } else if (since == null) {
                since = now;
            }
            late = since != null && !now.isBefore(since.plus(patience));
            if (late && !settling.isInDoubt()) {
                settling.giveUp(trouble.get(), patience);
                return Optional.empty();
            }
            return Optional.of(
                    new Again(backoff.delay(++failures, candidate.result().key().toString()), everybodys));
        }

        @Override
        public Settlement settlement() {
            return settling.settlement();
        }
    }
}
