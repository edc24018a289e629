package io.rollcall.standalone.faults;

import io.fabric8.kubernetes.api.model.Event;
import io.rollcall.contract.transition.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Not allowed: a transition that nobody sees in {@code kubectl get events}; one that is told there twice; an Event of a
 * change that never was; one in other words than upstream's (or ours, for a loss).
 */
final class EveryTransitionHasExactlyOneEvent implements Guarantee {

    private static final Map<String, String> WORDS = Map.of(
            "imageLost", "Warning %sLost The image data is no longer available and needs to be recreated.",
            "imageRecovered", "Normal %sLostRecovered The image reappeared in DVCR and was restored to Ready.");

    @Override
    public List<String> violations(History history) {
        List<String> violations = new ArrayList<>();
        List<Event> untold = new ArrayList<>(history.events());
        for (Transition change : history.changes()) {
            List<Event> events =
                    untold.stream().filter(event -> tellsOf(event, change)).toList();
            untold.removeAll(events);
            if (events.size() != 1) {
                violations.add("%s %s has %d Events".formatted(change.key(), change.change(), events.size()));
            }
            events.stream()
                    .filter(event -> !inWords(event).equals(expected(change, event)))
                    .forEach(event -> violations.add(change.key() + " is told as: " + inWords(event)));
        }
        untold.forEach(event -> violations.add("%s of %s tells of no transition, or of one that is told already"
                .formatted(event.getReason(), event.getInvolvedObject().getName())));
        return violations;
    }

    private static boolean tellsOf(Event event, Transition change) {
        return change.uid().equals(event.getInvolvedObject().getUid())
                && event.getMetadata().getName().endsWith("." + change.id());
    }

    private static String inWords(Event event) {
        return event.getType() + " " + event.getReason() + " " + event.getMessage();
    }

    private static String expected(Transition change, Event event) {
        return WORDS.get(change.change()).formatted(event.getInvolvedObject().getKind());
    }
}
