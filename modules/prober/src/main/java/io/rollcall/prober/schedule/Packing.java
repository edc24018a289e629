package io.rollcall.prober.schedule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@link PackWriter} and {@link PackReader} have agreed on. All of it is stored: a word keeps its place for good, and new
 * ones come at the end, of which there is room for {@code FIRST_LENGTH - FIRST_WORD - WORDS.size()}.
 */
final class Packing {
    /** What a text begins with, as a size: what follows is nothing, */
    static final int NULL = 0;
    /** the number of a text that stands earlier in the value, */
    static final int AGAIN = 1;
    /** a UUID's 16 bytes, */
    static final int UUID = 2;
    /** a SHA-256 digest's 32 bytes, */
    static final int DIGEST = 3;
    /** a time's seconds; */
    static final int TIME = 4;
    /** or it is a word, which one is to be added; */
    static final int FIRST_WORD = 8;
    /** or the text itself follows, whose length is to be added. */
    static final int FIRST_LENGTH = 72;

    /** So many texts of a value can be referred to. */
    static final int REMEMBERED = 32;

    static final List<String> WORDS = List.of(
            "presence",
            "default",
            "PRESENCE",
            "DIGEST",
            "virtualimages.virtualization.deckhouse.io",
            "clustervirtualimages.virtualization.deckhouse.io",
            "phase",
            "readyTransitionTime",
            "Ready",
            "ImageLost",
            "MANIFEST_UNKNOWN",
            "NAME_UNKNOWN",
            "BLOB_UNKNOWN",
            "",
            "SWEEP",
            "RECHECK",
            "CRON",
            "CHANGED",
            "NOTIFICATION",
            "MANUAL",
            "RETRY",
            "BACKOFF",
            "CONFIRMATION");

    static final Map<String, Integer> NUMBERS = numbers();

    static final int DIGEST_PREFIX = "sha256:".length();
    private static final int DIGEST_LENGTH = DIGEST_PREFIX + 64;
    private static final String UUID_SHAPE = "00000000-0000-0000-0000-000000000000";
    private static final String TIME_SHAPE = "0000-00-00T00:00:00Z";

    /** What kind of JSON follows. */
    enum Json {
        OBJECT,
        TEXT,
        /** As text. */
        OTHER
    }

    private Packing() {}

    private static Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < WORDS.size(); i++) {
            numbers.put(WORDS.get(i), i);
        }
        return Map.copyOf(numbers);
    }

    static boolean isDigest(String text) {
        return text.length() == DIGEST_LENGTH && text.startsWith("sha256:") && isHex(text, DIGEST_PREFIX);
    }

    static boolean isUuid(String text) {
        if (text.length() != UUID_SHAPE.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            boolean dash = UUID_SHAPE.charAt(i) == '-';
            if (dash ? text.charAt(i) != '-' : !isHex(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is a time to the second as {@link java.time.Instant} writes it; so that it is the same when it is read. */
    static boolean isTime(String text) {
        if (text.length() != TIME_SHAPE.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char shape = TIME_SHAPE.charAt(i);
            char c = text.charAt(i);
            if (shape == '0' ? c < '0' || c > '9' : c != shape) {
                return false;
            }
        }
        return isDay(text) && text.charAt(11) < '2' && text.charAt(14) < '6' && text.charAt(17) < '6';
    }

    /** Days that every month has, and hours before 20: the others are written as texts, which costs a few bytes. */
    private static boolean isDay(String text) {
        int month = (text.charAt(5) - '0') * 10 + text.charAt(6) - '0';
        int day = (text.charAt(8) - '0') * 10 + text.charAt(9) - '0';
        return month >= 1 && month <= 12 && day >= 1 && day <= 28;
    }

    private static boolean isHex(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (!isHex(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
    }
}
