package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.probe.BreakerState;
import io.rollcall.prober.registry.Answer;
import java.util.concurrent.atomic.AtomicBoolean;

/** Leave to send one probe. Must be given back, once; giving it back again does nothing. Thread-safe. */
final class Permit {
    private final RegistryGate gate;
    private final Breaker.Trial trial;
    private final AtomicBoolean back = new AtomicBoolean();

    Permit(RegistryGate gate, Breaker.Trial trial) {
        this.gate = requireNonNull(gate, "gate is null");
        this.trial = requireNonNull(trial, "trial is null");
    }

    /** @return the breaker when leave was given */
    BreakerState breaker() {
        return trial.state();
    }

    /** Nothing was sent with it after all. */
    void unused() {
        if (back.compareAndSet(false, true)) {
            gate.leaveUnused(trial);
        }
    }

    void giveBack(Answer answer) {
        if (back.compareAndSet(false, true)) {
            gate.leave(trial, answer);
        }
    }
}
