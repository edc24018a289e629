package io.rollcall.runtime.http;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.runtime.health.Condition;
import io.rollcall.runtime.health.Health;
import java.util.List;
import java.util.Locale;

/**
 * An answer of the HTTP edge.
 *
 * @param status the HTTP status
 * @param body the whole body
 */
record HealthReport(int status, String body) {

    private static final JsonMapper JSON = new JsonMapper();

    static HealthReport live(List<Health> services) {
        return of("alive", services.stream().allMatch(Health::alive), services);
    }

    static HealthReport ready(List<Health> services) {
        return of("ready", services.stream().allMatch(Health::ready), services);
    }

    private static HealthReport of(String question, boolean answer, List<Health> services) {
        ObjectNode report = JSON.createObjectNode().put(question, answer);
        ArrayNode checks = report.putArray("checks");
        for (Health health : services) {
            for (Condition condition : health.conditions()) {
                checks.addObject()
                        .put("service", health.service())
                        .put("check", condition.name())
                        .put("state", condition.state().name().toLowerCase(Locale.ROOT))
                        .put("since", condition.since().toString())
                        .put("reason", condition.reason());
            }
            health.failed().ifPresent(sentence -> checks.addObject()
                    .put("service", health.service())
                    .put("check", "service")
                    .put("state", "failed")
                    .put("reason", sentence));
        }
        return new HealthReport(answer ? 200 : 503, report.toPrettyString() + "\n");
    }
}
