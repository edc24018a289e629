package io.rollcall.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.standalone.chaos.history.History;

/** Everything that is promised of transitions, as an assertion. */
final class Guarantee {

    private Guarantee() {}

    /** Fails with every violation of every guarantee. */
    static void assertHeld(History history) {
        assertThat(io.rollcall.standalone.chaos.history.Guarantee.violations(
                        io.rollcall.standalone.chaos.history.Guarantee.ofTransitions(), history))
                .isEmpty();
    }
}
