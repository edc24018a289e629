package io.rollcall.standalone.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** How long several things took: the first, the one in the middle, and the last. */
record Spread(Duration first, Duration median, Duration last) {

    /** @param seen at least one */
    static Spread since(Instant began, List<Instant> seen) {
        List<Duration> sorted =
                seen.stream().map(at -> Duration.between(began, at)).sorted().toList();
        return new Spread(sorted.get(0), sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }

    String shown() {
        return seconds(first).equals(seconds(last))
                ? seconds(last)
                : String.format(Locale.ROOT, "%.1f to %s", first.toMillis() / 1000.0, seconds(last));
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
