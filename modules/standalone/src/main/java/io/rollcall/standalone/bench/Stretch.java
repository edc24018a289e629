package io.rollcall.standalone.bench;

/**
 * A piece of work that was done from beginning to end.
 *
 * @param count of what was done
 * @param cpuNanos of this process meanwhile
 */
record Stretch(long nanos, long count, long cpuNanos) {

    /** The work. */
    interface Work {
        void run() throws InterruptedException;
    }

    static Stretch of(long count, Work work) throws InterruptedException {
        long cpu = Cpu.nanos();
        long began = System.nanoTime();
        work.run();
        return new Stretch(System.nanoTime() - began, count, Cpu.nanos() - cpu);
    }

    double perSecond() {
        return count * 1e9 / nanos;
    }

    double cpuMicros() {
        return cpuNanos / 1e3 / count;
    }
}
