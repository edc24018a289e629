package io.rollcall.replay.explain;

import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.probe.HttpEvidence;
import io.rollcall.contract.probe.Occasion;
import io.rollcall.contract.probe.ProbeRequest;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How things are put to a person. Times are UTC. */
final class Words {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter DAY_AND_CLOCK =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Words() {}

    static String clock(Instant at) {
        return CLOCK.format(at);
    }

    static String clock(long millis) {
        return clock(Instant.ofEpochMilli(millis));
    }

    /** {@code 2026-11-20 02:30:00 and 04:30:00 UTC}; the second with its day where that is another. */
    static String and(Instant from, Instant to) {
        boolean sameDay = from.atZone(ZoneOffset.UTC)
                .toLocalDate()
                .equals(to.atZone(ZoneOffset.UTC).toLocalDate());
        return DAY_AND_CLOCK.format(from) + " and " + (sameDay ? CLOCK : DAY_AND_CLOCK).format(to) + " UTC";
    }

    /** {@code 10,381}, on every machine. */
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 image}, {@code 30 images}. */
    static String count(long number, String noun) {
        return number(number) + " " + noun + (number == 1 ? "" : "s");
    }

    static String minutes(double minutes) {
        return String.format(Locale.ROOT, "%,.1f", minutes);
    }

    /** {@code 1 min 30 s}, {@code 2 s}, {@code 250 ms}. */
    static String time(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1_000) {
            return millis + " ms";
        }
        StringBuilder text = new StringBuilder();
        append(text, duration.toHours(), "h");
        append(text, duration.toMinutesPart(), "min");
        append(text, duration.toSecondsPart(), "s");
        return text.toString();
    }

    private static void append(StringBuilder text, long number, String unit) {
        if (number > 0) {
            text.append(text.isEmpty() ? "" : " ").append(number).append(' ').append(unit);
        }
    }

    /** {@code team-a/ubuntu}. */
    static String name(ImageKey key) {
        return key.namespace().isEmpty() ? key.name() : key.namespace() + "/" + key.name();
    }

    /** What was asked and answered. */
    static String answer(ProbeResult result) {
        HttpEvidence evidence = result.evidence();
        if (result.verdict() instanceof Verdict.Inconclusive inconclusive) {
            String status = evidence.status() == null ? "" : "HEAD " + evidence.status() + ", ";
            return status + "inconclusive: " + inconclusive.reason() + " ("
                    + inconclusive.reason().inWords() + ")";
        }
        String head = "HEAD " + (evidence.status() == null ? "unanswered" : evidence.status());
        if (result.verdict() instanceof Verdict.Absent absent) {
            return head + " " + absent.code()
                    + (evidence.confirmStatus() == null ? "" : ", confirmed by GET " + evidence.confirmStatus())
                    + ": absent, " + result.consecutive() + " in a row";
        }
        return head + ": present" + (result.consecutive() > 1 ? ", " + result.consecutive() + " in a row" : "");
    }

    /** Why it was asked. */
    static String trigger(ProbeResult result) {
        return switch (result.trigger()) {
            case SWEEP -> "sweep";
            case RECHECK -> "re-check";
            case CRON -> "its own schedule";
            case CHANGED -> "new or changed";
            case NOTIFICATION -> "the registry's notification";
            case MANUAL -> "somebody's wish";
            case RETRY -> "the status-writer's wish";
            case BACKOFF -> "after an inconclusive answer";
            case CONFIRMATION -> "to confirm";
            case UNRECOGNISED -> "a newer version's reason";
        };
    }

    static String request(ProbeRequest request) {
        Occasion occasion = request.occasion();
        if (occasion == null) {
            return switch (request.why()) {
                case NOTIFICATION -> "the registry reported a change: a probe was asked for";
                case MANUAL -> "somebody asked for a probe";
                case RETRY -> "the status-writer asked for fresh evidence";
                default -> "a probe was asked for";
            };
        }
        return "the registry reported '" + occasion.action() + "' by " + actor(occasion)
                + (occasion.address() == null ? "" : " from " + occasion.address()) + ": a probe was asked for";
    }

    static String actor(Occasion occasion) {
        return occasion.actor() == null || occasion.actor().isEmpty() ? "somebody it does not name" : occasion.actor();
    }
}
