package io.rollcall.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

/** Something that holds of every run of probers, whoever came, went, died or slept in it. */
interface ProbingGuarantee {

    /** @return what of the run must not have been, in words; empty where the guarantee held */
    List<String> violations(ProbingRun run);

    /** Fails with every violation of each. */
    static void assertHeld(ProbingRun run, ProbingGuarantee... guarantees) {
        assertThat(Stream.of(guarantees).flatMap(guarantee -> guarantee.violations(run).stream()
                        .map(it -> guarantee.getClass().getSimpleName() + ": " + it)))
                .isEmpty();
    }
}
