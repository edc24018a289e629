package io.rollcall.standalone.chaos.history;

import io.fabric8.kubernetes.api.model.Event;
import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.transition.Outcome;
import io.rollcall.contract.transition.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was seen of one run, all of it from outside: what is committed on the bus, and what the API server told a watch.
 *
 * @param sights every version of every image, those of one image in their order
 * @param events the core/v1 Events about these images
 */
public record History(
        List<Sight> sights, List<Transition> transitions, List<Alert> alerts, List<Event> events, Bus bus) {

    /**
     * The rest of what lay on the bus.
     *
     * @param evidence what every probe said
     * @param poison what the run itself put there that nobody can read
     * @param unreadable what else lies on a topic of ours and cannot be read, the poison among it
     * @param setAside what the dead letters say of themselves
     */
    public record Bus(List<Evidence> evidence, List<Letter> poison, List<Letter> unreadable, List<Letter> setAside) {

        /** Without poison. */
        public static Bus of(List<Evidence> evidence) {
            return new Bus(evidence, List.of(), List.of(), List.of());
        }
    }

    /**
     * A phase changed.
     *
     * @param at the Ready condition's lastTransitionTime since
     */
    public record Flip(String uid, String from, String to, Instant at) {}

    /** Every change of an image's phase, those of one image in their order. */
    public List<Flip> flips() {
        List<Flip> flips = new ArrayList<>();
        for (List<Sight> one : byImage()) {
            for (int i = 1; i < one.size(); i++) {
                Sight before = one.get(i - 1);
                Sight now = one.get(i);
                if (!before.phase().equals(now.phase())) {
                    flips.add(new Flip(now.uid(), before.phase(), now.phase(), now.since()));
                }
            }
        }
        return flips;
    }

    /** Each image's versions. */
    Collection<List<Sight>> byImage() {
        return sights.stream().collect(Collectors.groupingBy(Sight::uid)).values();
    }

    /** Transitions that stand in the object, by the id of their change. */
    Map<String, List<Transition>> written() {
        return transitions.stream()
                .filter(it -> it.outcome() == Outcome.WRITTEN)
                .collect(Collectors.groupingBy(Transition::id));
    }

    /** One of each change that stands in its object. */
    public List<Transition> changes() {
        return written().values().stream().map(same -> same.get(0)).toList();
    }
}
