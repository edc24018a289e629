package io.rollcall.prober.schedule;

import java.time.LocalDate;
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
    private static final long DAY_SECONDS = 86_400;
    private static final String TIME_SHAPE = "0000-00-00T00:00:00Z";

    /** What kind of JSON follows: an object, */
    static final int OBJECT = 0;
    /** a text, */
    static final int TEXT = 1;
    /** or another kind, as text. */
    static final int OTHER = 2;

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

    /**
     * Whether it is a time to the second as {@link java.time.Instant} writes it. Days that not every month has, and hours from
     * 20 on, do not count: they are written as texts, which costs a few bytes.
     */
    static boolean isTime(String text) {
        if (text.length() != TIME_SHAPE.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char shape = TIME_SHAPE.charAt(i);
            char c = text.charAt(i);
            if (shape == '0' ? (c < '0' || c > '9') : c != shape) {
                return false;
            }
        }
        int month = two(text, 5);
        int day = two(text, 8);
        return month >= 1
                && month <= 12
                && day >= 1
                && day <= 28
                && two(text, 11) < 20
                && two(text, 14) < 60
                && two(text, 17) < 60;
    }

    /** @param time one that {@link #isTime} says is one; a formatter would take longer than all else */
    static long toSeconds(String time) {
        LocalDate day = LocalDate.of(two(time, 0) * 100 + two(time, 2), two(time, 5), two(time, 8));
        return day.toEpochDay() * DAY_SECONDS + two(time, 11) * 3_600L + two(time, 14) * 60L + two(time, 17);
    }

    static String toTime(long seconds) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(seconds, DAY_SECONDS));
        int ofDay = (int) Math.floorMod(seconds, DAY_SECONDS);
        char[] time = TIME_SHAPE.toCharArray();
        two(time, 0, day.getYear() / 100);
        two(time, 2, day.getYear() % 100);
        two(time, 5, day.getMonthValue());
        two(time, 8, day.getDayOfMonth());
        two(time, 11, ofDay / 3_600);
        two(time, 14, ofDay / 60 % 60);
        two(time, 17, ofDay % 60);
        return new String(time);
    }

    private static int two(String digits, int at) {
        return (digits.charAt(at) - '0') * 10 + digits.charAt(at + 1) - '0';
    }

    private static void two(char[] digits, int at, int number) {
        digits[at] = (char) ('0' + number / 10);
        digits[at + 1] = (char) ('0' + number % 10);
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
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
}
