package io.rollcall.contract.policy;

import static java.util.Objects.requireNonNull;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A schedule of ticks in UTC: five cron fields, {@code @hourly} and its like, or {@code @every 30s} (units h, m, s, ms; ticks
 * at multiples of the period since 1970). The syntax is that of the upstream controller's {@code
 * DVCR_IMAGE_MONITOR_SCHEDULE}, without its time-zone prefix.
 */
public final class CronSchedule {
    private static final Pattern EVERY = Pattern.compile("@every\\s+((?:\\d+(?:ms|h|m|s))+)");
    private static final Pattern PART = Pattern.compile("(\\d+)(ms|h|m|s)");
    private static final Map<String, String> NAMED = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");

    /** Windows between ticks that are remembered: to find one takes cron-utils some 200 µs, and most callers ask for few. */
    private static final int MOST_WINDOWS = 64;

    private final String expression;
    private final Duration every;
    private final ExecutionTime cron;
    private final ConcurrentNavigableMap<Instant, Instant> windows = new ConcurrentSkipListMap<>();

    private CronSchedule(String expression, Duration every, ExecutionTime cron) {
        this.expression = expression;
        this.every = every;
        this.cron = cron;
    }

    /**
     * @throws IllegalArgumentException with a sentence that names the fix, if {@code expression} is no schedule or never ticks
     */
    public static CronSchedule parse(String expression) {
        String text = requireNonNull(expression, "expression is null").strip();
        Matcher every = EVERY.matcher(text);
        if (every.matches()) {
            Duration period = period(every.group(1));
            if (period.isZero()) {
                throw new IllegalArgumentException("'" + text + "' has no period; write for example @every 30s");
            }
            return new CronSchedule(text, period, null);
        }
        try {
            var definition = CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX);
            var cron = new CronParser(definition).parse(NAMED.getOrDefault(text, text));
            var schedule = new CronSchedule(text, null, ExecutionTime.forCron(cron.validate()));
            schedule.next(Instant.EPOCH);
            return schedule;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a schedule; write five cron fields such as */5 * * * *, or @every 30s", e);
        }
    }

    private static Duration period(String text) {
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            long n = Long.parseLong(part.group(1));
            sum = sum.plus(
                    switch (part.group(2)) {
                        case "h" -> Duration.ofHours(n);
                        case "m" -> Duration.ofMinutes(n);
                        case "s" -> Duration.ofSeconds(n);
                        default -> Duration.ofMillis(n);
                    });
        }
        return sum;
    }

    /** @return the first tick after {@code after} */
    public Instant next(Instant after) {
        if (every != null) {
            return atOrBefore(after).plus(every);
        }
        Map.Entry<Instant, Instant> window = windows.floorEntry(after);
        if (window != null && after.isBefore(window.getValue())) {
            return window.getValue();
        }
        Instant next = tick(cron.nextExecution(utc(after)));
        cron.lastExecution(utc(next)).ifPresent(last -> remember(last.toInstant(), next));
        return next;
    }

    /** @return the last tick that is not after {@code at} */
    public Instant atOrBefore(Instant at) {
        if (every != null) {
            long period = every.toMillis();
            return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), period) * period);
        }
        Map.Entry<Instant, Instant> window = windows.floorEntry(at);
        if (window != null && at.isBefore(window.getValue())) {
            return window.getKey();
        }
        Instant last = tick(cron.lastExecution(utc(at.plusMillis(1))));
        cron.nextExecution(utc(last)).ifPresent(next -> remember(last, next.toInstant()));
        return last;
    }

    /** Between these two ticks there is no other. */
    private void remember(Instant tick, Instant next) {
        if (windows.size() >= MOST_WINDOWS) {
            windows.clear();
        }
        windows.put(tick, next);
    }

    private Instant tick(Optional<ZonedDateTime> execution) {
        return execution
                .map(ZonedDateTime::toInstant)
                .orElseThrow(() -> new IllegalArgumentException("'" + expression + "' never ticks"));
    }

    private static ZonedDateTime utc(Instant instant) {
        return instant.atZone(ZoneOffset.UTC);
    }

    @Override
    public String toString() {
        return expression;
    }
}
