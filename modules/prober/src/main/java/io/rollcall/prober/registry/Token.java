package io.rollcall.prober.registry;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Bearer token. Does not show itself.
 *
 * @param until when it is not used any more, a little before it ends
 */
record Token(String value, Instant until) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long DEFAULT_SECONDS = 60;
    private static final long MOST_SECONDS = Duration.ofDays(1).toSeconds();

    /** What may stand in a header after "Bearer", and is of a bearable length. */
    private static final Pattern ALLOWED = Pattern.compile("[\\x21-\\x7e]{1,12000}");

    Token {
        requireNonNull(value, "value is null");
        requireNonNull(until, "until is null");
    }

    /**
     * Reads a token server's answer.
     *
     * @param askedAt its life is counted from here: no clock but ours has a say
     */
    static Optional<Token> read(String body, Instant askedAt) {
        try {
            JsonNode root = JSON.readTree(body);
            if (root == null) {
                return Optional.empty();
            }
            String value = root.path("token").asText("");
            value = value.isEmpty() ? root.path("access_token").asText("") : value;
            return ALLOWED.matcher(value).matches()
                    ? Optional.of(new Token(
                            value, askedAt.plus(life(root.path("expires_in").asLong(0)))))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    // a tenth of its life, ten seconds at most, is kept back for the request's own way
    private static Duration life(long told) {
        Duration whole = Duration.ofSeconds(told < 1 ? DEFAULT_SECONDS : Math.min(told, MOST_SECONDS));
        Duration tenth = whole.dividedBy(10);
        Duration most = Duration.ofSeconds(10);
        return whole.minus(tenth.compareTo(most) < 0 ? tenth : most);
    }

    boolean isGood(Instant now) {
        return now.isBefore(until);
    }

    String bearer() {
        return "Bearer " + value;
    }

    @Override
    public String toString() {
        return "Token[masked, until=" + until + "]";
    }
}
