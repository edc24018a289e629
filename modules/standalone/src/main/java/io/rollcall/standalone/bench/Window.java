package io.rollcall.standalone.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What happened in a stretch of time.
 *
 * @param count by how much the counter went up
 * @param cpuNanos of this process
 * @param compilerMillis of that, about, the compiler's
 */
record Window(long nanos, long count, long cpuNanos, long compilerMillis) {

    /** Beyond its time a stretch goes on for so long until there is something to count. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    /** Lets the time pass; nothing is counted. */
    static Window over(Duration time) throws InterruptedException {
        return over(time, System::nanoTime);
    }

    /** Lets the time pass, and more where nothing has been counted by then. */
    static Window over(Duration time, LongSupplier counter) throws InterruptedException {
        long compiler = Cpu.compilerMillis();
        long cpu = Cpu.nanos();
        long count = counter.getAsLong();
        long began = System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
        long until = began + time.plus(LONGEST_WAIT).toNanos();
        while (counter.getAsLong() == count && System.nanoTime() - until < 0) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return new Window(
                System.nanoTime() - began,
                counter.getAsLong() - count,
                Cpu.nanos() - cpu,
                Cpu.compilerMillis() - compiler);
    }

    double perSecond() {
        return count * 1e9 / nanos;
    }

    /** Microseconds of processor for each that was counted. */
    double cpuMicros() {
        return count == 0 ? Double.NaN : cpuNanos / 1e3 / count;
    }

    /** Of one core, in percent. */
    double cpuPercent() {
        return 100.0 * cpuNanos / nanos;
    }
}
