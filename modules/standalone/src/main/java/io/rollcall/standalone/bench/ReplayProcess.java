package io.rollcall.standalone.bench;

import io.rollcall.contract.topics.Topics;
import io.rollcall.replay.explain.Question;
import io.rollcall.replay.explain.Replay;
import io.rollcall.replay.incident.IncidentDocument;
import io.rollcall.replay.record.BusSource;
import io.rollcall.replay.record.Moment;
import io.rollcall.replay.record.Source;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A process that explains all that stands on a bus, and says how long it took and how much heap. */
public final class ReplayProcess {

    static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final double SECOND = 1e9;
    private static final double MIB = 1 << 20;

    private ReplayProcess() {}

    /**
     * What it says.
     *
     * @param heapMiB the most that was taken, garbage included
     * @param liveMiB what was left of it after the last collection
     */
    record Told(double bareSeconds, double replaySeconds, double heapMiB, double liveMiB) {}

    static Told run(String servers, Topics topics) throws IOException {
        double[] told = MeasuredProcess.run(
                ReplayProcess.class, servers, topics.prefix(), Integer.toString(topics.partitions()));
        return new Told(told[0], told[1], told[2], told[3]);
    }

    /** Of a consumer without a group that sees what is committed. */
    static Map<String, Object> reading(String servers) {
        return Map.of(
                "bootstrap.servers",
                servers,
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false,
                "key.deserializer",
                ByteArrayDeserializer.class,
                "value.deserializer",
                ByteArrayDeserializer.class);
    }

    /** Servers, prefix, partitions. */
    public static void main(String[] args) throws InterruptedException {
        Topics topics = Topics.of(args[1], Integer.parseInt(args[2]));
        Map<String, Object> settings = reading(args[0]);
        long began = System.nanoTime();
        long read = BareReader.read(settings, topics);
        double bare = (System.nanoTime() - began) / SECOND;
        pools().forEach(MemoryPoolMXBean::resetPeakUsage);
        began = System.nanoTime();
        IncidentDocument document;
        try (Source source = BusSource.open(
                settings,
                topics,
                new Moment.At(Instant.now().minus(Duration.ofHours(1))),
                new Moment.At(Instant.now()),
                PATIENCE)) {
            Question question =
                    Question.of(source.window().from(), source.window().to());
            document = Replay.of(source, question, records -> {}).document(source.name(), source.reach());
        }
        double replay = (System.nanoTime() - began) / SECOND;
        if (document.summary().results() != read) {
            throw new IllegalStateException("%d results of %d were replayed"
                    .formatted(document.summary().results(), read));
        }
        System.out.printf(
                Locale.ROOT,
                "%.6f %.6f %.3f %.3f%n",
                bare,
                replay,
                sum(pool -> pool.getPeakUsage().getUsed()),
                sum(pool -> pool.getCollectionUsage() == null
                        ? 0
                        : pool.getCollectionUsage().getUsed()));
    }

    private static List<MemoryPoolMXBean> pools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    private static double sum(ToLongFunction<MemoryPoolMXBean> of) {
        return pools().stream().mapToLong(of).sum() / MIB;
    }
}
