package io.rollcall.prober.registry;

import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code RateLimit-Limit}, {@code RateLimit-Remaining} and {@code RateLimit-Reset}, as the IETF's draft has them and as
 * Docker Hub does ({@code 100;w=21600}). What cannot be read is not there.
 */
final class QuotaHeaders {
    private static final Pattern COUNT = Pattern.compile("\\s*([0-9]{1,12})\\s*(?:[;,].*)?");
    private static final Pattern WINDOW = Pattern.compile("[;,]\\s*w\\s*=\\s*([0-9]{1,9})\\s*(?:[;,]|$)");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private QuotaHeaders() {}

    /**
     * @param headers gives a header's value, null where there is none
     * @return empty where they do not say both what is left, and of how much, and for how long
     */
    static Optional<Quota> read(UnaryOperator<String> headers) {
        String remaining = headers.apply("RateLimit-Remaining");
        if (remaining == null) {
            return Optional.empty();
        }
        String limit = headers.apply("RateLimit-Limit");
        long left = count(remaining);
        long whole = limit == null ? -1 : count(limit);
        Optional<Duration> reset = reset(headers.apply("RateLimit-Reset"))
                .or(() -> window(remaining))
                .or(() -> limit == null ? Optional.empty() : window(limit));
        return left < 0 || whole < 1 ? Optional.empty() : reset.map(time -> new Quota(left, whole, time));
    }

    private static long count(String text) {
        Matcher matcher = COUNT.matcher(text);
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
    }

    private static Optional<Duration> reset(String text) {
        return text != null && SECONDS.matcher(text).matches() ? Optional.of(seconds(text)) : Optional.empty();
    }

    private static Optional<Duration> window(String text) {
        Matcher matcher = WINDOW.matcher(text);
        return matcher.find() ? Optional.of(seconds(matcher.group(1))) : Optional.empty();
    }

    private static Duration seconds(String digits) {
        Duration told = Duration.ofSeconds(Long.parseLong(digits));
        return told.compareTo(RetryAfter.LONGEST) < 0 ? told : RetryAfter.LONGEST;
    }
}
