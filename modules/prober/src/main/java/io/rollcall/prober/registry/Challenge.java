package io.rollcall.prober.registry;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hc.client5.http.auth.AuthChallenge;
import org.apache.hc.client5.http.auth.ChallengeType;
import org.apache.hc.client5.http.impl.auth.AuthChallengeParser;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.message.ParserCursor;

/**
 * A registry's wish for a Bearer token. What scope it names is not looked at: we ask for what we need, and for no more.
 *
 * @param realm where to fetch it
 * @param service whom it is for; empty where the registry does not say
 */
record Challenge(String realm, Optional<String> service) {
    /** The first that names a realm. */
    static Optional<Challenge> bearer(List<String> headers) {
        return headers.stream()
                .flatMap(header -> parse(header).stream())
                .filter(challenge -> "bearer".equals(challenge.getSchemeName().toLowerCase(Locale.ROOT)))
                .flatMap(challenge -> of(challenge).stream())
                .findFirst();
    }

    private static Optional<Challenge> of(AuthChallenge challenge) {
        if (challenge.getParams() == null) {
            return Optional.empty();
        }
        Map<String, String> named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (NameValuePair pair : challenge.getParams()) {
            if (pair.getValue() != null) {
                named.putIfAbsent(pair.getName(), pair.getValue());
            }
        }
        return Optional.ofNullable(named.get("realm"))
                .map(realm -> new Challenge(realm, Optional.ofNullable(named.get("service"))));
    }

    private static List<AuthChallenge> parse(String header) {
        try {
            return AuthChallengeParser.INSTANCE.parse(
                    ChallengeType.TARGET, header, new ParserCursor(0, header.length()));
        } catch (ParseException e) {
            // a challenge that cannot be read is none: the 401 that it came with speaks for itself
            return List.of();
        }
    }
}
