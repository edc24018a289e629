package io.rollcall.standalone.replay;

import io.rollcall.replay.record.Moment;
import io.rollcall.standalone.cli.CommandException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a time as a person writes it. */
final class Times {
    private static final Pattern DURATION = Pattern.compile("(?:\\d{1,9}(?:ms|[smhd]))+");
    private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|[smhd])");
    private static final Pattern OFFSETS = Pattern.compile("offsets:(\\d{1,5}=\\d{1,18}(?:,\\d{1,5}=\\d{1,18})*)");

    private Times() {}

    /**
     * A time in ISO-8601 (without a zone: in the clock's), a time ago such as {@code -2h}, {@code now}, or offsets of probe
     * results such as {@code offsets:0=812,3=90}.
     */
    static Moment moment(String option, String text, Clock clock) {
        Matcher offsets = OFFSETS.matcher(text);
        if (offsets.matches()) {
            Map<Integer, Long> byPartition = new HashMap<>();
            for (String pair : offsets.group(1).split(",", -1)) {
                int equals = pair.indexOf('=');
                byPartition.put(
                        Integer.parseInt(pair.substring(0, equals)), Long.parseLong(pair.substring(equals + 1)));
            }
            return new Moment.Offsets(byPartition);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (text.equals("now")) {
            return new Moment.At(now);
        }
        Optional<Duration> ago = text.startsWith("-") ? duration(text.substring(1)) : Optional.empty();
        return new Moment.At(ago.map(now::minus)
                .or(() -> absolute(text, clock))
                .orElseThrow(() -> CommandException.usage(
                        "%s %s is no time; give one such as 2026-11-21T03:00:00Z, -2h, now, or offsets:0=812,3=90 of the probe results."
                                .formatted(option, text))));
    }

    private static Optional<Instant> absolute(String text, Clock clock) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            // without a zone, perhaps
        }
        try {
            return Optional.of(LocalDateTime.parse(text).atZone(clock.getZone()).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** {@code 1h30m}, {@code 15s}; empty where it is none. */
    static Optional<Duration> duration(String text) {
        if (!DURATION.matcher(text).matches()) {
            return Optional.empty();
        }
        Duration sum = Duration.ZERO;
        for (Matcher part = PART.matcher(text); part.find(); ) {
            long number = Long.parseLong(part.group(1));
            sum = sum.plus(
                    switch (part.group(2)) {
                        case "d" -> Duration.ofDays(number);
                        case "h" -> Duration.ofHours(number);
                        case "m" -> Duration.ofMinutes(number);
                        case "s" -> Duration.ofSeconds(number);
                        default -> Duration.ofMillis(number);
                    });
        }
        return Optional.of(sum);
    }
}
