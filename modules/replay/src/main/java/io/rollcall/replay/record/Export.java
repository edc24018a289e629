package io.rollcall.replay.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Writes a source down. */
public final class Export {
    private static final int WATCHED = 5_000;

    private Export() {}

    /**
     * Writes the last state of each image and registry before the window, and all that stands in it.
     *
     * @param to is closed
     * @param watch is told where the reading stands, now and then
     * @return how many records there are
     */
    public static long write(Source source, OutputStream to, Consumer<Records<?>> watch)
            throws IOException, InterruptedException {
        try (ExportWriter writer = new ExportWriter(to, source.name(), source.window(), source.reach())) {
            for (Entry state : states(source, watch).values()) {
                writer.write(state, true);
            }
            try (Records<Entry> records = source.records(entry -> entry)) {
                for (Entry entry = records.next(); entry != null; entry = records.next()) {
                    writer.write(entry, false);
                    if (writer.records() % WATCHED == 0) {
                        watch.accept(records);
                    }
                }
            }
            writer.finish(source.reach());
            return writer.records();
        }
    }

    private static Map<String, Entry> states(Source source, Consumer<Records<?>> watch) throws InterruptedException {
        Map<String, Entry> last = new TreeMap<>();
        try (Records<Entry> states = source.states(entry -> entry)) {
            for (Entry entry = states.next(); entry != null; entry = states.next()) {
                String key =
                        entry.place().sort() + "|" + new String(entry.key() == null ? new byte[0] : entry.key(), UTF_8);
                if (entry.value() == null) {
                    last.remove(key);
                } else {
                    last.put(key, entry);
                }
            }
            watch.accept(states);
        }
        return last;
    }
}
