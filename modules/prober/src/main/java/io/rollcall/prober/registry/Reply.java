package io.rollcall.prober.registry;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;

/**
 * An HTTP answer, cut down to what a verdict is made of. Header values are null where the header is missing.
 *
 * @param location of a redirect
 * @param challenges of a 401, one for each header
 * @param quota what it says is left for us
 * @param body what was read of it; empty for a HEAD
 */
record Reply(
        int status,
        String contentType,
        String contentLength,
        String digest,
        String retryAfter,
        String location,
        List<String> challenges,
        Optional<Quota> quota,
        String body) {
    static final String DIGEST_HEADER = "Docker-Content-Digest";

    Reply {
        requireNonNull(challenges, "challenges is null");
        requireNonNull(quota, "quota is null");
        requireNonNull(body, "body is null");
    }

    /** One that leads nowhere else. */
    Reply(int status, String contentType, String contentLength, String digest, String retryAfter, String body) {
        this(status, contentType, contentLength, digest, retryAfter, null, List.of(), Optional.empty(), body);
    }

    static Reply of(HttpResponse response, String body) {
        int status = response.getCode();
        return new Reply(
                status,
                value(response, HttpHeaders.CONTENT_TYPE),
                value(response, HttpHeaders.CONTENT_LENGTH),
                value(response, DIGEST_HEADER),
                value(response, HttpHeaders.RETRY_AFTER),
                isRedirect(status) ? value(response, HttpHeaders.LOCATION) : null,
                status == HttpStatus.SC_UNAUTHORIZED ? challenges(response) : List.of(),
                QuotaHeaders.read(name -> value(response, name)),
                body);
    }

    /** Whether it sends us elsewhere for this one request. */
    boolean isRedirect() {
        return isRedirect(status);
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private static List<String> challenges(HttpResponse response) {
        List<String> values = new ArrayList<>();
        for (Header header : response.getHeaders(HttpHeaders.WWW_AUTHENTICATE)) {
            if (header.getValue() != null) {
                values.add(header.getValue());
            }
        }
        return values;
    }

    private static String value(HttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null || header.getValue() == null
                ? null
                : header.getValue().strip();
    }
}
