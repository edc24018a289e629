package io.rollcall.replay.record;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** A time as events bear it, {@code 2026-11-21T06:10:00.018Z}; a general parser takes ten times as long. */
final class PlainTime {
    /** A digit stands for any. */
    private static final String SECONDS = "0000-00-00T00:00:00";

    private static final int DAY = 86_400;
    private static final int DIGITS = 9;

    private PlainTime() {}

    /**
     * @return empty where it is written in another way, which need not be wrong
     * @throws java.time.DateTimeException where there is no such day
     */
    static Optional<Instant> parse(String text) {
        int end = text.length() - 1;
        if (end < SECONDS.length() || text.charAt(end) != 'Z' || !startsPlain(text)) {
            return Optional.empty();
        }
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        int nanos = end == SECONDS.length() ? 0 : nanos(text, end);
        if (hour > 23 || minute > 59 || second > 59 || nanos < 0) {
            return Optional.empty();
        }
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        return Optional.of(Instant.ofEpochSecond(day * DAY + hour * 3_600L + minute * 60L + second, nanos));
    }

    private static boolean startsPlain(String text) {
        for (int i = 0; i < SECONDS.length(); i++) {
            char wanted = SECONDS.charAt(i);
            char found = text.charAt(i);
            if (wanted == '0' ? !isDigit(found) : found != wanted) {
                return false;
            }
        }
        return true;
    }

    /** @return below 0 where it is no fraction of a second */
    private static int nanos(String text, int end) {
        int from = SECONDS.length() + 1;
        if (text.charAt(from - 1) != '.' || end == from || end - from > DIGITS) {
            return -1;
        }
        int nanos = 0;
        for (int i = from; i < from + DIGITS; i++) {
            if (i < end && !isDigit(text.charAt(i))) {
                return -1;
            }
            nanos = nanos * 10 + (i < end ? text.charAt(i) - '0' : 0);
        }
        return nanos;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + (text.charAt(i) - '0');
        }
        return number;
    }
}
