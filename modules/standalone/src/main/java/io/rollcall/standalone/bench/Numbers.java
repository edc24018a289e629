package io.rollcall.standalone.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Medians, percentiles and how numbers are written. */
final class Numbers {

    private Numbers() {}

    /** @param values at least one */
    static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * @param values sorted in place; at least one
     * @param share from 0 to 1
     */
    static long percentile(long[] values, double share) {
        Arrays.sort(values);
        return values[(int) Math.min(values.length - 1L, Math.round(share * values.length))];
    }

    /** Three digits that mean something, and thousands in groups. */
    static String shown(double value) {
        double size = Math.abs(value);
        String format = size >= 100 || value == Math.rint(value) ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }

    /** To four digits, as they are kept in JSON. */
    static double rounded(double value) {
        return Double.isFinite(value)
                ? new java.math.BigDecimal(value)
                        .round(new java.math.MathContext(4))
                        .doubleValue()
                : value;
    }
}
