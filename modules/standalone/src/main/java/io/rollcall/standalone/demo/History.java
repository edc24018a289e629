package io.rollcall.standalone.demo;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was seen of one image.
 *
 * @param phases every phase it came into, the first one included
 * @param events each once, however often it was shown
 * @param alerts as often as they stand on the bus
 * @param probe the last one
 */
record History(List<At<String>> phases, List<At<Noted>> events, List<At<Noted>> alerts, Optional<Probe> probe) {

    /** Something, and when it was first seen. */
    record At<T>(T what, Instant at) {}

    /**
     * @param verdict as it is on the wire
     * @param phase that the image had when it was asked for
     */
    record Probe(String verdict, String phase, Instant startedAt) {}

    History {
        phases = List.copyOf(phases);
        events = List.copyOf(events);
        alerts = List.copyOf(alerts);
    }

    String phase() {
        return phases.isEmpty() ? "not there" : phases.get(phases.size() - 1).what();
    }

    Instant phaseSince() {
        return phases.get(phases.size() - 1).at();
    }

    static List<At<Noted>> of(Turn turn, List<At<Noted>> notes) {
        return notes.stream().filter(note -> note.what().turn() == turn).toList();
    }

    /** Whether the image is where the turn leads, and everything about its n-th such transition has been seen. */
    boolean shows(Turn turn, int nth) {
        return phase().equals(turn.phase())
                && of(turn, events).size() >= nth
                && of(turn, alerts).size() >= nth;
    }
}
