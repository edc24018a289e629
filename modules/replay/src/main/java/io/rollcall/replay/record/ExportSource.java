package io.rollcall.replay.record;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.luben.zstd.ZstdInputStream;
import io.rollcall.replay.incident.Reach;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Function;

/** The file of an export. What was changed in it, or is missing from it, is refused with the record's number. */
public final class ExportSource implements Source {
    private final String name;
    private final InputStream in;
    private final Window window;
    private Reach reach;
    private final Chain chain = new Chain();
    private ExportLine pending;
    private long read;
    private boolean ended;

    private ExportSource(String name, InputStream in) {
        this.name = name;
        this.in = in;
        JsonNode header = header();
        try {
            this.window = Window.of(
                    Instant.parse(header.path("from").asText()),
                    Instant.parse(header.path("to").asText()));
            this.reach = header.hasNonNull("earliest")
                    ? new Reach(
                            Instant.parse(header.path("earliest").asText()),
                            header.path("reach").asText())
                    : Reach.WHOLE;
        } catch (DateTimeException e) {
            throw new BadRecordException("the header of " + name + " is damaged; take the export again", e);
        }
    }

    /**
     * Reads the header.
     *
     * @param name of the file, without its directory
     * @param file closed in the end
     */
    public static ExportSource open(String name, InputStream file) {
        requireNonNull(name, "name is null");
        try {
            return new ExportSource(name, new BufferedInputStream(new ZstdInputStream(file)));
        } catch (IOException e) {
            throw new BadRecordException(
                    name
                            + " is not an export of 'rollcall export', or was cut off at its first record: it cannot be unpacked",
                    e);
        }
    }

    private JsonNode header() {
        byte[] line = line();
        JsonNode header = null;
        try {
            header = line == null ? null : new JsonMapper().readTree(line);
        } catch (IOException e) {
            // not JSON: said below
        }
        if (header == null || !header.path("schema").asText().equals(ExportWriter.SCHEMA)) {
            throw new BadRecordException("%s is not an export that this version reads (its header is not %s)"
                    .formatted(name, ExportWriter.SCHEMA));
        }
        chain.add(line);
        return header;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Window window() {
        return window;
    }

    @Override
    public Reach reach() {
        return reach;
    }

    @Override
    public <T> Records<T> states(Function<Entry, T> maker) {
        return new Part<>(true, maker);
    }

    @Override
    public <T> Records<T> records(Function<Entry, T> maker) {
        return new Part<>(false, maker);
    }

    /** The next record; null behind the last. What is returned stays pending until it is taken. */
    private ExportLine peek() {
        if (pending == null && !ended) {
            pending = checked();
        }
        return pending;
    }

    private ExportLine checked() {
        byte[] bytes = line();
        if (bytes == null) {
            throw new BadRecordException(
                    "%s ends after record %d: it was cut off; copy it again, or take the export again"
                            .formatted(name, read));
        }
        ExportLine line;
        try {
            line = ExportLine.read(bytes);
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
        if (line.end) {
            ended = true;
            if (line.reach != null) {
                reach = line.reach;
                chain.add(ExportWriter.said(reach));
            }
            if (line.records != read || !chain.whole().equals(line.digest)) {
                throw damaged(null);
            }
            return null;
        }
        if (line.number != read + 1 || !line.isNextOf(chain)) {
            throw damaged(null);
        }
        read++;
        return line;
    }

    private BadRecordException damaged(Exception cause) {
        return new BadRecordException(
                "record %d of %s is not as it was written: it was changed, or one is missing or too many; take the export again"
                        .formatted(read + 1, name),
                cause);
    }

    private byte[] line() {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1_024);
        try {
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    return line.toByteArray();
                }
                line.write(b);
            }
            return null;
        } catch (IOException e) {
            if (read == 0 && window == null) {
                throw new BadRecordException(
                        name
                                + " is not an export of 'rollcall export', or was cut off at its first record: it cannot be unpacked",
                        e);
            }
            return null; // as cut off as where the last line has no end
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The states before the window, or the rest. */
    private final class Part<T> implements Records<T> {
        private final boolean states;
        private final Function<Entry, T> maker;

        Part(boolean states, Function<Entry, T> maker) {
            this.states = states;
            this.maker = maker;
        }

        @Override
        public T next() throws InterruptedException {
            if (Thread.interrupted()) { // nothing else here hears of it: a file is read to its end
                throw new InterruptedException("stopped after record " + read);
            }
            for (ExportLine line = peek(); line != null && line.state == states; line = peek()) {
                pending = null;
                Entry entry = line.entry();
                if (entry != null) {
                    return maker.apply(entry);
                }
            }
            return null;
        }

        @Override
        public long passed() {
            return read;
        }

        @Override
        public long total() {
            return 0;
        }

        @Override
        public void close() {
            // the file is the source's
        }
    }
}
