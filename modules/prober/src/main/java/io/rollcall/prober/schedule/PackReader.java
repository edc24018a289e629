package io.rollcall.prober.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Reads what {@link PackWriter} wrote, in the same order. What is not that is an {@link IllegalArgumentException}. */
final class PackReader {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<String> texts = new ArrayList<>(8);
    private final byte[] bytes;
    private int at;

    PackReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int octet() {
        if (at == bytes.length) {
            throw new IllegalArgumentException("it ends too soon");
        }
        return bytes[at++] & 0xff;
    }

    long size() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = octet();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number is too long");
    }

    long number() {
        long value = size();
        return (value >>> 1) ^ -(value & 1);
    }

    Instant time() {
        return octet() == 0 ? null : Instant.ofEpochMilli(number());
    }

    Duration duration() {
        return Duration.ofSeconds(number(), size());
    }

    String text() {
        int kind = (int) size();
        if (kind == Packing.NULL) {
            return null;
        }
        if (kind == Packing.AGAIN) {
            return texts.get(Math.toIntExact(size()));
        }
        if (kind >= Packing.FIRST_WORD && kind < Packing.FIRST_LENGTH) {
            return Packing.WORDS.get(kind - Packing.FIRST_WORD);
        }
        String text =
                switch (kind) {
                    case Packing.DIGEST -> "sha256:" + HexFormat.of().formatHex(bytes, skip(32), at);
                    case Packing.UUID -> new UUID(eight(), eight()).toString();
                    case Packing.TIME -> Packing.toTime(number());
                    default -> characters(kind - Packing.FIRST_LENGTH);
                };
        texts.add(text);
        return text;
    }

    private String characters(int length) {
        int from = skip(length);
        return new String(bytes, from, length, UTF_8);
    }

    <T> List<T> list(Supplier<T> each) {
        long size = size();
        if (size > bytes.length) {
            throw new IllegalArgumentException("a list is too long");
        }
        List<T> list = new ArrayList<>((int) size);
        for (long i = 0; i < size; i++) {
            list.add(each.get());
        }
        return list;
    }

    JsonNode json() {
        int kind = octet();
        return switch (kind) {
            case Packing.OBJECT -> object();
            case Packing.TEXT -> TextNode.valueOf(text());
            case Packing.OTHER -> other(text());
            default -> throw new IllegalArgumentException("no kind of JSON has the number " + kind);
        };
    }

    private ObjectNode object() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (long left = size(); left > 0; left--) {
            object.set(text(), json());
        }
        return object;
    }

    private static JsonNode other(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a context is not JSON", e);
        }
    }

    private long eight() {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << 8 | octet();
        }
        return value;
    }

    /** @return where they begin */
    private int skip(int count) {
        if (count < 0 || count > bytes.length - at) {
            throw new IllegalArgumentException("it ends too soon");
        }
        at += count;
        return at - count;
    }

    /** Whether nothing is left. */
    boolean isDone() {
        return at == bytes.length;
    }
}
