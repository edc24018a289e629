package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.probe.ProbeRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What one transaction tells: everything once, and nothing that was told before. */
final class Telling {
    private final Told told;
    private final Set<String> once = new HashSet<>();
    private final List<Note> notes = new ArrayList<>();
    private final List<ProbeRequest> requests = new ArrayList<>();
    private final List<Unreadable> unreadable = new ArrayList<>();

    Telling(Told told) {
        this.told = requireNonNull(told, "told is null");
    }

    void add(BatchWork.Result result) {
        for (Settlement settlement : result.settlements()) {
            settlement.notes().stream()
                    .filter(note -> !told.contains(note.once()) && once.add(note.once()))
                    .forEach(notes::add);
            requests.addAll(settlement.requests());
        }
        unreadable.addAll(result.unreadable());
    }

    boolean isEmpty() {
        return notes.isEmpty() && requests.isEmpty() && unreadable.isEmpty();
    }

    List<Note> notes() {
        return notes;
    }

    List<ProbeRequest> requests() {
        return requests;
    }

    List<Unreadable> unreadable() {
        return unreadable;
    }

    /** The transaction stands. */
    void told() {
        once.forEach(told::add);
    }
}
