package io.rollcall.standalone.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/** What this process has used of the processors: all its threads, but for those that read a registry's log. */
final class Cpu {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** The registry writes a line for each request, to the bare client as to us. */
    private static final String REGISTRY_LOG = "registry-log";

    private Cpu() {}

    static long nanos() {
        long logs = 0;
        for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().equals(REGISTRY_LOG)) {
                logs += Math.max(0, THREADS.getThreadCpuTime(thread.getThreadId()));
            }
        }
        return SYSTEM.getProcessCpuTime() - logs;
    }

    /** How long the compiler has been at work, in milliseconds; it shrinks as a run gets warm. */
    static long compilerMillis() {
        return ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
    }

    /** Bytes that are in use when all garbage is gone. */
    static long liveHeap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
