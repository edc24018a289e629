package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.probe.BreakerState;
import io.rollcall.contract.probe.Verdict;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Leave to send one probe. Must be given back, once; giving it back again does nothing. Thread-safe. */
final class Permit {
    private final RegistryGate gate;
    private final BreakerState breaker;
    private final AtomicBoolean back = new AtomicBoolean();

    Permit(RegistryGate gate, BreakerState breaker) {
        this.gate = requireNonNull(gate, "gate is null");
        this.breaker = requireNonNull(breaker, "breaker is null");
    }

    /** @return the breaker when leave was given */
    BreakerState breaker() {
        return breaker;
    }

    void giveBack(Verdict verdict, Duration took) {
        if (back.compareAndSet(false, true)) {
            gate.leave(verdict, took.isNegative() ? Duration.ZERO : took);
        }
    }
}
