package io.rollcall.contract.rules;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * Something that a verdict does to a resource. The steps of a change are: write the object, emit the Event, emit the alert.
 * Each step can be recognised by a redelivery: the object by {@link #isIn}, Event and alert by {@link #id()}.
 */
public sealed interface Change {
    /** @return the same for every delivery of the same evidence; lower-case hexadecimal */
    String id();

    /** @return what it is called on the wire, e.g. {@code imageLost} */
    String name();

    /** @return null where there is none */
    EventNote event();

    /** @return null where there is none */
    AlertNote alert();

    /** @return whether the object as it stands already bears what this change would write; true where it writes nothing */
    boolean isIn(JsonNode object);

    /** Sets the phase and one condition, in {@code /status}; everything else in there stays as it is. */
    record PhaseChange(String id, String name, String phase, Condition condition, EventNote event, AlertNote alert)
            implements Change {
        public PhaseChange {
            requireNonNull(id, "id is null");
            requireNonNull(name, "name is null");
            requireNonNull(phase, "phase is null");
            requireNonNull(condition, "condition is null");
        }

        /** By phase, the condition's reason, and its transition time, which is this evidence's own. */
        @Override
        public boolean isIn(JsonNode object) {
            return phase.equals(object.path("status").path("phase").asText())
                    && condition.isIn(object.path("status").path("conditions"));
        }
    }

    /** Sets annotations on the object. */
    record MetadataPatch(String id, String name, Map<String, String> annotations, EventNote event, AlertNote alert)
            implements Change {
        public MetadataPatch {
            requireNonNull(id, "id is null");
            requireNonNull(name, "name is null");
            annotations = Map.copyOf(annotations);
        }

        /** By the values: they are already there. */
        @Override
        public boolean isIn(JsonNode object) {
            JsonNode present = object.path("metadata").path("annotations");
            return annotations.entrySet().stream()
                    .allMatch(e -> e.getValue().equals(present.path(e.getKey()).textValue()));
        }
    }

    /** Emits an Event and writes nothing. */
    record EventOnly(String id, String name, EventNote event) implements Change {
        public EventOnly {
            requireNonNull(id, "id is null");
            requireNonNull(name, "name is null");
            requireNonNull(event, "event is null");
        }

        @Override
        public AlertNote alert() {
            return null;
        }

        @Override
        public boolean isIn(JsonNode object) {
            return true;
        }
    }

    /** Emits an alert and writes nothing. */
    record AlertOnly(String id, String name, AlertNote alert) implements Change {
        public AlertOnly {
            requireNonNull(id, "id is null");
            requireNonNull(name, "name is null");
            requireNonNull(alert, "alert is null");
        }

        @Override
        public EventNote event() {
            return null;
        }

        @Override
        public boolean isIn(JsonNode object) {
            return true;
        }
    }
}
