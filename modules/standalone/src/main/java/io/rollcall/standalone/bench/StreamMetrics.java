package io.rollcall.standalone.bench;

import io.rollcall.standalone.cli.CommandException;
import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What Kafka Streams measures of itself, as it tells by JMX. */
final class StreamMetrics {

    private StreamMetrics() {}

    /** The mean time of a punctuation of the scheduling tasks of the prober with this prefix. */
    static double punctuationNanos(String prefix) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        double sum = 0;
        int tasks = 0;
        try {
            Set<ObjectName> names = server.queryNames(
                    new ObjectName("kafka.streams:type=stream-task-metrics,thread-id=prober-" + prefix + "-*,*"), null);
            for (ObjectName name : names) {
                double average = (Double) server.getAttribute(name, "punctuate-latency-avg");
                if (Double.isFinite(average)) {
                    sum += average;
                    tasks++;
                }
            }
        } catch (JMException e) {
            throw new IllegalStateException("Kafka Streams names its metrics otherwise", e);
        }
        if (tasks == 0) {
            throw CommandException.failed(
                    "the prober %s tells nothing of its punctuations; report it.".formatted(prefix));
        }
        return sum / tasks;
    }
}
