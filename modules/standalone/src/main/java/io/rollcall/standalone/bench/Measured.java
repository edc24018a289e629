package io.rollcall.standalone.bench;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one bench came to.
 *
 * @param bench its name; a second target of the same bench has a suffix
 * @param value the median of the runs
 * @param runs every run, in order; at least one
 * @param inputs what it was measured with and, beside the value, found
 */
record Measured(String bench, String unit, Target target, double value, List<Double> runs, Map<String, Object> inputs) {

    Measured {
        requireNonNull(bench, "bench is null");
        requireNonNull(unit, "unit is null");
        requireNonNull(target, "target is null");
        runs = List.copyOf(runs);
        inputs = new LinkedHashMap<>(inputs);
    }

    /**
     * What it must reach.
     *
     * @param atLeast whether more is better
     * @param bound the worst that will do; no number where none was set, and it is only told
     */
    record Target(boolean atLeast, double bound) {
        static Target atLeast(double bound) {
            return new Target(true, bound);
        }

        static Target atMost(double bound) {
            return new Target(false, bound);
        }

        boolean isMetBy(double value) {
            return Double.isNaN(bound) || (atLeast ? value >= bound : value <= bound);
        }

        String shown() {
            return Double.isNaN(bound) ? "told" : (atLeast ? "≥ " : "≤ ") + Numbers.shown(bound);
        }
    }

    /** The median of the runs counts. */
    static Measured of(String bench, String unit, Target target, List<Double> runs, Map<String, Object> inputs) {
        return new Measured(bench, unit, target, Numbers.median(runs), runs, inputs);
    }

    /** The same under another name, without a target: it is told. */
    Measured told(String suffix) {
        return new Measured(bench + suffix, unit, Target.atMost(Double.NaN), value, runs, inputs);
    }

    boolean met() {
        return target.isMetBy(value);
    }

    double least() {
        return runs.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    }

    double most() {
        return runs.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }
}
