package io.rollcall.standalone.chaos.history;

import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.alert.AlertType;
import io.rollcall.contract.transition.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Not allowed: a transition that no subscriber hears of; one that stands on the bus twice, or whose alert does; an alert of
 * a change that never was; one of another type, or about another image.
 */
final class EveryTransitionHasExactlyOneAlert implements Guarantee {

    private static final Map<String, AlertType> TYPES =
            Map.of("imageLost", AlertType.IMAGE_LOST, "imageRecovered", AlertType.IMAGE_RECOVERED);

    @Override
    public List<String> violations(History history) {
        List<String> violations = new ArrayList<>();
        Map<String, List<Transition>> written = history.written();
        Map<String, List<Alert>> alerts = history.alerts().stream()
                .filter(it -> TYPES.containsValue(it.type()))
                .collect(Collectors.groupingBy(Alert::id));
        written.forEach((id, same) -> {
            Transition change = same.get(0);
            if (same.size() != 1) {
                violations.add("%s %s is recorded %d times".formatted(change.key(), change.change(), same.size()));
            }
            List<Alert> told = alerts.getOrDefault(id, List.of());
            if (told.size() != 1) {
                violations.add("%s %s has %d alerts".formatted(change.key(), change.change(), told.size()));
            }
            told.stream()
                    .filter(it -> !it.type().equals(TYPES.get(change.change()))
                            || !it.subject().equals(change.key().toString()))
                    .forEach(it -> violations.add(change.key() + " is told as " + it.type() + " of " + it.subject()));
        });
        alerts.values().stream()
                .flatMap(List::stream)
                .filter(it -> !written.containsKey(it.id()))
                .forEach(it -> violations.add("no transition has the alert " + it.type() + " of " + it.subject()));
        return violations;
    }
}
