package io.rollcall.standalone.up;

import static java.util.Objects.requireNonNull;

import io.rollcall.runtime.health.Condition;
import io.rollcall.runtime.health.Condition.State;
import io.rollcall.runtime.health.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which changes of the services' conditions are worth a line. What holds is told at once; what is waited for is told once
 * it has stood for a while with the same reason, so that an ordinary start is not a list of troubles. Not safe for use by
 * several threads.
 */
final class ConditionJournal {

    /** The condition of a service's own life: told by its beginning and its end. */
    private static final String LIFE = "service";

    /** A reason that ends so asks for nothing but time, and is given more of it. */
    private static final String PATIENCE_ASKED = "wait.";

    private static final int MORE = 5;

    private final Duration patience;
    private final Map<String, Seen> seen = new HashMap<>();

    /** @param patience how long a reason must stand before it is told */
    ConditionJournal(Duration patience) {
        this.patience = requireNonNull(patience, "patience is null");
    }

    /** Something to tell. */
    record Note(String service, Condition condition) {}

    /** What of the conditions as they are now has not been told yet. */
    List<Note> look(List<Health> services, Instant now) {
        List<Note> notes = new ArrayList<>();
        for (Health health : services) {
            for (Condition condition : health.conditions()) {
                if (!condition.name().equals(LIFE)) {
                    look(health.service(), condition, now).ifPresent(notes::add);
                }
            }
        }
        return notes;
    }

    private Optional<Note> look(String service, Condition condition, Instant now) {
        String key = service + "/" + condition.name();
        Seen before = seen.get(key);
        String what = condition.state() + " " + condition.reason();
        Seen current = before != null && before.what.equals(what)
                ? before
                : new Seen(what, now, before == null ? "" : before.told);
        boolean due = condition.state() != State.WAITING
                || Duration.between(current.since, now).compareTo(patience(condition)) >= 0;
        boolean tell = due && !current.told.equals(what);
        seen.put(key, tell ? new Seen(what, current.since, what) : current);
        return tell ? Optional.of(new Note(service, condition)) : Optional.empty();
    }

    private Duration patience(Condition condition) {
        return condition.reason().endsWith(PATIENCE_ASKED) ? patience.multipliedBy(MORE) : patience;
    }

    /** What a condition says, since when, and what was told of it last. */
    private record Seen(String what, Instant since, String told) {}
}
