package io.rollcall.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

/** Something that holds of every run, whatever was killed in it. */
interface Guarantee {

    /** @return what of the run must not have been, in words; empty where the guarantee held */
    List<String> violations(History history);

    /** Everything that is promised of transitions. */
    static List<Guarantee> all() {
        return List.of(
                new EveryTransitionHasExactlyOneEvent(),
                new EveryTransitionHasExactlyOneAlert(),
                new NoPhaseFlipWithoutEvidence());
    }

    /** Fails with every violation of every guarantee. */
    static void assertHeld(History history) {
        Stream<String> violations = all().stream().flatMap(guarantee -> guarantee.violations(history).stream()
                .map(it -> guarantee.getClass().getSimpleName() + ": " + it));
        assertThat(violations).isEmpty();
    }
}
