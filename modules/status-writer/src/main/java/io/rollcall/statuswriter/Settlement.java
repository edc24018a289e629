package io.rollcall.statuswriter;

import io.rollcall.contract.probe.ProbeRequest;
import java.util.List;

/** What is left to be put on the bus of a result that is settled: nothing else of it can be lost any more. */
record Settlement(List<Note> notes, List<ProbeRequest> requests) {
    Settlement {
        notes = List.copyOf(notes);
        requests = List.copyOf(requests);
    }
}
