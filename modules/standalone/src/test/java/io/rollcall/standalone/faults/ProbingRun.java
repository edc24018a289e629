package io.rollcall.standalone.faults;

import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.testkit.CountingRegistry.Visit;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was seen of a run of several probers.
 *
 * @param visits what reached the registry, by the time at which it did
 * @param results what a {@code read_committed} reader sees; those of one image in their order on the bus
 */
record ProbingRun(List<Visit> visits, List<ProbeResult> results, Instant end) {
    ProbingRun {
        visits = visits.stream().sorted(Comparator.comparing(Visit::from)).toList();
    }

    Map<String, List<Visit>> visitsByImage() {
        return visits.stream().collect(Collectors.groupingBy(Visit::image, TreeMap::new, Collectors.toList()));
    }

    Map<String, List<ProbeResult>> resultsByUid() {
        return results.stream().collect(Collectors.groupingBy(ProbeResult::uid, TreeMap::new, Collectors.toList()));
    }
}
