package io.rollcall.standalone.chaos.history;

import java.util.List;
import java.util.stream.Stream;

/** Something that holds of every run, whatever was killed in it. */
public interface Guarantee {

    /** @return what of the run must not have been, in words; empty where the guarantee held */
    List<String> violations(History history);

    /** Everything that is promised of transitions. */
    static List<Guarantee> ofTransitions() {
        return List.of(
                new EveryTransitionHasExactlyOneEvent(),
                new EveryTransitionHasExactlyOneAlert(),
                new NoPhaseFlipWithoutEvidence());
    }

    /**
     * Everything that is promised of a run in which nobody else writes, once it has come to rest.
     *
     * @param images how many there are
     */
    static List<Guarantee> ofAWholeRun(int images) {
        return Stream.concat(
                        Stream.of(
                                new EveryImageHasThePhase(Evidence.READY, images),
                                new NothingElseOfAnyImageChanges(),
                                new DeadLettersHoldExactlyThePoison()),
                        ofTransitions().stream())
                .toList();
    }

    /** Every violation of each of them, with the guarantee's name ahead. */
    static List<String> violations(List<Guarantee> guarantees, History history) {
        return guarantees.stream()
                .flatMap(guarantee -> guarantee.violations(history).stream()
                        .map(it -> guarantee.getClass().getSimpleName() + ": " + it))
                .toList();
    }
}
