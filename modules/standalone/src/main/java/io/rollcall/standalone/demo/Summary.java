package io.rollcall.standalone.demo;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one run saw, when all of it was seen.
 *
 * @param lost transitions to ImageLost, with one Event and one alert each
 * @param recovered transitions back
 * @param probes by verdict
 * @param times from the deed to the phase in the resource, by step
 * @param took the whole run
 */
record Summary(
        int images, int lost, int recovered, Map<String, Integer> probes, Map<Step, Spread> times, Duration took) {
    Summary {
        probes = new TreeMap<>(probes);
        times = new EnumMap<>(times);
    }
}
