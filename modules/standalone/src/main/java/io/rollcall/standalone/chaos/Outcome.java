package io.rollcall.standalone.chaos;

import io.rollcall.standalone.chaos.history.History;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a run ended.
 *
 * @param broken what must not have been, in words; empty where everything held
 */
record Outcome(List<String> broken, Map<String, Integer> counts) {

    static Outcome of(List<String> broken, History history) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("probes", history.bus().evidence().size());
        counts.put("flips", history.flips().size());
        counts.put("transitions", history.changes().size());
        counts.put("events", history.events().size());
        counts.put("alerts", history.alerts().size());
        counts.put("poison", history.bus().poison().size());
        counts.put("deadLetters", history.bus().setAside().size());
        return new Outcome(List.copyOf(broken), counts);
    }

    boolean held() {
        return broken.isEmpty();
    }
}
