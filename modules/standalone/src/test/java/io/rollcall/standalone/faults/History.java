package io.rollcall.standalone.faults;

import io.fabric8.kubernetes.api.model.Event;
import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.transition.Outcome;
import io.rollcall.contract.transition.Transition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was seen of one run, all of it from outside: what is committed on the bus, and what the API server told a watch.
 *
 * @param flips every change of an image's phase between Ready and ImageLost, in the order in which they were seen
 */
record History(
        List<ProbeResult> results,
        List<Transition> transitions,
        List<Alert> alerts,
        List<Event> events,
        List<Flip> flips) {

    /**
     * A phase changed.
     *
     * @param at the Ready condition's lastTransitionTime since
     */
    record Flip(String uid, String from, String to, Instant at) {}

    /** Transitions that stand in the object, by the id of their change. */
    Map<String, List<Transition>> written() {
        return transitions.stream()
                .filter(it -> it.outcome() == Outcome.WRITTEN)
                .collect(Collectors.groupingBy(Transition::id));
    }

    /** One of each change that stands in its object. */
    List<Transition> changes() {
        return written().values().stream().map(same -> same.get(0)).toList();
    }
}
