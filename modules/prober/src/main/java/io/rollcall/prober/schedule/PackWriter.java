package io.rollcall.prober.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Writes a value in few bytes: numbers as long as they are large, times as numbers, words that every value holds as one byte
 * each, a text that was written before as a reference to it. {@link PackReader} reads it.
 */
final class PackWriter {
    private final String[] texts = new String[Packing.REMEMBERED];
    private byte[] bytes = new byte[256];
    private int length;
    private int remembered;

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    PackWriter octet(int value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = (byte) value;
        return this;
    }

    /** @param value taken as without a sign: below 0 is much */
    PackWriter size(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            octet((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        return octet((int) rest);
    }

    PackWriter number(long value) {
        return size((value << 1) ^ (value >> 63));
    }

    /** @param at to the millisecond, or null */
    PackWriter time(Instant at) {
        return at == null ? octet(0) : octet(1).number(at.toEpochMilli());
    }

    PackWriter duration(Duration duration) {
        return number(duration.getSeconds()).size(duration.getNano());
    }

    /** @param text may be null */
    PackWriter text(String text) {
        if (text == null) {
            return size(Packing.NULL);
        }
        Integer word = Packing.NUMBERS.get(text);
        if (word != null) {
            return size(Packing.FIRST_WORD + word);
        }
        for (int i = 0; i < remembered; i++) {
            if (texts[i].equals(text)) {
                return size(Packing.AGAIN).size(i);
            }
        }
        if (remembered < texts.length) {
            texts[remembered++] = text;
        }
        if (Packing.isDigest(text)) {
            return size(Packing.DIGEST).raw(HexFormat.of().parseHex(text, Packing.DIGEST_PREFIX, text.length()));
        }
        if (Packing.isUuid(text)) {
            UUID uuid = UUID.fromString(text);
            return size(Packing.UUID).eight(uuid.getMostSignificantBits()).eight(uuid.getLeastSignificantBits());
        }
        if (Packing.isTime(text)) {
            return size(Packing.TIME).number(Packing.toSeconds(text));
        }
        byte[] utf8 = text.getBytes(UTF_8);
        return size(Packing.FIRST_LENGTH + (long) utf8.length).raw(utf8);
    }

    <T> PackWriter list(List<T> list, Consumer<T> each) {
        size(list.size());
        list.forEach(each);
        return this;
    }

    PackWriter json(JsonNode node) {
        if (node.isObject()) {
            octet(Packing.OBJECT).size(node.size());
            node.properties().forEach(field -> text(field.getKey()).json(field.getValue()));
            return this;
        }
        return node.isTextual()
                ? octet(Packing.TEXT).text(node.textValue())
                : octet(Packing.OTHER).text(node.toString());
    }

    private PackWriter eight(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            octet((int) (value >>> shift));
        }
        return this;
    }

    private PackWriter raw(byte[] more) {
        if (bytes.length - length < more.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more.length));
        }
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }
}
