package io.rollcall.replay.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.luben.zstd.ZstdOutputStream;
import io.rollcall.replay.incident.Reach;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;

/**
 * An export: JSON lines in zstd. First a header with the window, then the records as they stand on the bus, each with its
 * number and its link of the {@link Chain}, last a trailer with their count and the whole digest.
 */
public final class ExportWriter implements AutoCloseable {
    static final String SCHEMA = "io.rollcall.record.v1";

    private static final JsonFactory JSON = new JsonFactory();

    private final OutputStream out;
    private final Chain chain = new Chain();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(2_048);
    private long records;

    /** Writes the header; closes the stream in the end. */
    public ExportWriter(OutputStream to, String source, Window window, Reach reach) throws IOException {
        this.out = new ZstdOutputStream(requireNonNull(to, "to is null"));
        ObjectNode header = JsonNodeFactory.instance
                .objectNode()
                .put("schema", SCHEMA)
                .put("source", source)
                .put("from", window.from().toString())
                .put("to", window.to().toString());
        put(header, reach);
        byte[] bytes = header.toString().getBytes(UTF_8);
        chain.add(bytes);
        out.write(bytes);
        out.write('\n');
    }

    /** What the trailer's digest covers besides all records, where it says how far back they reach. */
    static byte[] said(Reach reach) {
        return (reach.earliest() + " " + reach.sentence()).getBytes(UTF_8);
    }

    private static void put(ObjectNode to, Reach reach) {
        if (reach.earliest() != null) {
            to.put("earliest", reach.earliest().toString()).put("reach", reach.sentence());
        }
    }

    /** @param state whether it stood before the window */
    public void write(Entry entry, boolean state) throws IOException {
        records++;
        Place place = entry.place();
        ObjectNode head = JsonNodeFactory.instance.objectNode().put("n", records);
        if (state) {
            head.put("state", true);
        }
        head.put("topic", place.sort().wireName())
                .put("partition", place.partition())
                .put("offset", place.offset())
                .put("timestamp", place.timestamp());
        if (entry.key() != null) {
            head.put("key", new String(entry.key(), UTF_8));
        }
        String begin = head.toString();
        line.reset();
        line.writeBytes(begin.substring(0, begin.length() - 1).getBytes(UTF_8));
        int split = line.size();
        value(entry.value());
        byte[] bytes = line.toByteArray();
        String link = chain.add(bytes);
        out.write(bytes, 0, split);
        out.write((",\"chain\":\"" + link + "\"").getBytes(UTF_8));
        out.write(bytes, split, bytes.length - split);
        out.write('\n');
    }

    private void value(byte[] value) {
        if (value == null || isOneLineOfJson(value)) {
            line.writeBytes(",\"value\":".getBytes(UTF_8));
            line.writeBytes(value == null ? "null".getBytes(UTF_8) : value);
        } else {
            line.writeBytes(",\"base64\":\"".getBytes(UTF_8));
            line.writeBytes(Base64.getEncoder().encode(value));
            line.write('"');
        }
        line.write('}');
    }

    /** What is not stays what it is, in base64: an unreadable record is part of the record too. */
    private static boolean isOneLineOfJson(byte[] value) {
        for (byte b : value) {
            if (b == '\n' || b == '\r') {
                return false;
            }
        }
        try (JsonParser parser = JSON.createParser(value)) {
            return parser.nextToken() == JsonToken.START_OBJECT
                    && parser.skipChildren() != null
                    && parser.currentToken() == JsonToken.END_OBJECT
                    && parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    /** How many records there are so far. */
    public long records() {
        return records;
    }

    /**
     * Writes the trailer: without it the export counts as cut off.
     *
     * @param reach as it is known now
     */
    public void finish(Reach reach) throws IOException {
        ObjectNode trailer =
                JsonNodeFactory.instance.objectNode().put("end", true).put("records", records);
        put(trailer, reach);
        if (reach.earliest() != null) {
            chain.add(said(reach));
        }
        trailer.put("digest", chain.whole());
        out.write(trailer.toString().getBytes(UTF_8));
        out.write('\n');
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
