package io.rollcall.replay.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rollcall.replay.incident.Reach;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/** One line of an export behind its header: a record, or the trailer. */
final class ExportLine {
    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] LINK = ",\"chain\":\"".getBytes(UTF_8);

    private final byte[] line;
    long number;
    boolean state;
    boolean end;
    long records;
    String digest;
    /** How far back the record reaches, as the trailer says it; null where it says nothing. */
    Reach reach;

    private String earliest;
    String link;
    private String topic;
    private int partition;
    private long offset;
    private long timestamp;
    private byte[] key;
    private byte[] value;

    private ExportLine(byte[] line) {
        this.line = line;
    }

    /** @throws IOException where it is no such line */
    static ExportLine read(byte[] bytes) throws IOException {
        ExportLine line = new ExportLine(bytes);
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no object");
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                line.field(name, parser);
            }
        }
        return line;
    }

    private void field(String name, JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        switch (name) {
            case "n" -> number = parser.getLongValue();
            case "state" -> state = parser.getBooleanValue();
            case "end" -> end = parser.getBooleanValue();
            case "records" -> records = parser.getLongValue();
            case "digest" -> digest = parser.getText();
            case "earliest" -> earliest = parser.getText();
            case "reach" -> reach = new Reach(Instant.parse(earliest), parser.getText());
            case "chain" -> link = parser.getText();
            case "topic" -> topic = parser.getText();
            case "partition" -> partition = parser.getIntValue();
            case "offset" -> offset = parser.getLongValue();
            case "timestamp" -> timestamp = parser.getLongValue();
            case "key" -> key = parser.getText().getBytes(UTF_8);
            case "base64" -> value = Base64.getDecoder().decode(parser.getText());
            case "value" -> {
                if (token != JsonToken.VALUE_NULL) {
                    int from = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
                    parser.skipChildren();
                    value = Arrays.copyOfRange(
                            line, from, Math.toIntExact(parser.currentLocation().getByteOffset()));
                }
            }
            default -> parser.skipChildren();
        }
    }

    /** Whether it bears the link that follows from all before it. */
    boolean isNextOf(Chain chain) {
        int at = indexOfLink();
        if (at < 0 || link == null) {
            return false;
        }
        int behind = at + LINK.length + link.length() + 1;
        return behind <= line.length && chain.add(line, at, behind, line.length).equals(link);
    }

    private int indexOfLink() {
        for (int i = 0; i + LINK.length <= line.length; i++) {
            if (Arrays.equals(line, i, i + LINK.length, LINK, 0, LINK.length)) {
                return i;
            }
        }
        return -1;
    }

    /** The record; null where the topic is none that this version knows. */
    Entry entry() {
        return Sort.named(String.valueOf(topic))
                .map(sort -> new Entry(new Place(sort, partition, offset, timestamp), key, value))
                .orElse(null);
    }
}
