package io.rollcall.standalone.chaos.history;

import io.fabric8.kubernetes.api.model.Event;
import io.rollcall.contract.transition.Transition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Not allowed: a transition that nobody sees in {@code kubectl get events}; one that is told there twice; an Event of a
 * change that never was; one in other words than upstream's (or ours, for a loss).
 */
final class EveryTransitionHasExactlyOneEvent implements Guarantee {

    private static final Map<String, String> WORDS = Map.of(
            "imageLost", "Warning %sLost The image data is no longer available and needs to be recreated.",
            "imageRecovered", "Normal %sLostRecovered The image reappeared in DVCR and was restored to Ready.");

    /** What an Event is about: its name ends in the change's id. */
    private record Change(String uid, String id) {
        static Change of(Event event) {
            String name = event.getMetadata().getName();
            return new Change(event.getInvolvedObject().getUid(), name.substring(name.lastIndexOf('.') + 1));
        }
    }

    @Override
    public List<String> violations(History history) {
        List<String> violations = new ArrayList<>();
        Map<Change, List<Event>> untold =
                new HashMap<>(history.events().stream().collect(Collectors.groupingBy(Change::of)));
        for (Transition change : history.changes()) {
            List<Event> events = untold.getOrDefault(new Change(change.uid(), change.id()), List.of());
            untold.remove(new Change(change.uid(), change.id()));
            if (events.size() != 1) {
                violations.add("%s %s has %d Events".formatted(change.key(), change.change(), events.size()));
            }
            events.stream()
                    .filter(event -> !inWords(event).equals(expected(change, event)))
                    .forEach(event -> violations.add(change.key() + " is told as: " + inWords(event)));
        }
        untold.values().stream()
                .flatMap(List::stream)
                .map(event -> "%s of %s tells of no transition, or of one that is told already"
                        .formatted(event.getReason(), event.getInvolvedObject().getName()))
                .forEach(violations::add);
        return violations;
    }

    private static String inWords(Event event) {
        return event.getType() + " " + event.getReason() + " " + event.getMessage();
    }

    private static String expected(Transition change, Event event) {
        return WORDS.get(change.change()).formatted(event.getInvolvedObject().getKind());
    }
}
