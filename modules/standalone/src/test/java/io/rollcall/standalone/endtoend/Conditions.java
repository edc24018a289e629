package io.rollcall.standalone.endtoend;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Conditions as another controller would set them. */
final class Conditions {
    private Conditions() {}

    /** Sets one, as of now, and leaves the others alone. */
    @SuppressWarnings("unchecked")
    static void set(Map<String, Object> status, String type, String value, String reason, String message) {
        List<Object> conditions = new ArrayList<>((List<Object>) status.get("conditions"));
        conditions.removeIf(it -> type.equals(((Map<String, Object>) it).get("type")));
        conditions.add(Map.of(
                "type", type,
                "status", value,
                "reason", reason,
                "message", message,
                "lastTransitionTime",
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                "observedGeneration", 1));
        status.put("conditions", conditions);
    }
}
