package io.rollcall.standalone.replay;

import io.rollcall.replay.record.Records;
import io.rollcall.standalone.terminal.Progress;
import java.util.Locale;
import java.util.function.Consumer;

/** Puts where the reading stands into words: how much, how fast, and how long it will take. */
final class Pace implements Consumer<Records<?>> {
    private static final double SECOND = 1e9;

    private final Progress progress;
    private final long since = System.nanoTime();

    Pace(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void accept(Records<?> records) {
        progress.now(text(records.passed(), records.total(), (System.nanoTime() - since) / SECOND));
    }

    /** @param total 0 where it is not known */
    static String text(long passed, long total, double seconds) {
        double rate = passed / Math.max(seconds, 1e-3);
        String of = total == 0 ? "" : String.format(Locale.ROOT, " of %,d", total);
        String left = total == 0
                ? ""
                : String.format(Locale.ROOT, ", %,.0f s left", Math.max(0, total - passed) / Math.max(rate, 1));
        return String.format(Locale.ROOT, "reading the record: %,d%s, %,.0f/s%s", passed, of, rate, left);
    }
}
