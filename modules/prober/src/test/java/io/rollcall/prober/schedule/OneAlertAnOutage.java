package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.alert.AlertType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An outage is told once, and its end once, whoever tells it.
 *
 * <p>Allowed: unavailable, recovered, unavailable. Not allowed: unavailable, unavailable. Not allowed: recovered.
 */
final class OneAlertAnOutage {
    private final Set<String> out = new HashSet<>();
    private final List<String> violations = new ArrayList<>();

    /** @param by who tells it: a partition of the registries stage */
    void onAlert(int by, Alert alert) {
        String registry = alert.subject() + " by " + by;
        boolean news = !alert.type().equals(AlertType.REGISTRY_UNAVAILABLE)
                ? !alert.type().equals(AlertType.REGISTRY_RECOVERED) || out.remove(registry)
                : out.add(registry);
        if (!news) {
            violations.add(alert.type().name() + " of " + registry + " at " + alert.time());
        }
    }

    void doAssert() {
        assertThat(violations)
                .as("alerts of an outage that was told, or of none")
                .isEmpty();
    }
}
