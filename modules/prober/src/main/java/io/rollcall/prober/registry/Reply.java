package io.rollcall.prober.registry;

import static java.util.Objects.requireNonNull;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;

/**
 * An HTTP answer, cut down to what a verdict is made of. Header values are null where the header is missing.
 *
 * @param body what was read of it, at most {@link ReplyConsumer#MAX_BODY} bytes; empty for a HEAD
 */
record Reply(int status, String contentType, String contentLength, String digest, String retryAfter, String body) {
    static final String DIGEST_HEADER = "Docker-Content-Digest";

    Reply {
        requireNonNull(body, "body is null");
    }

    static Reply of(HttpResponse response, String body) {
        return new Reply(
                response.getCode(),
                value(response, HttpHeaders.CONTENT_TYPE),
                value(response, HttpHeaders.CONTENT_LENGTH),
                value(response, DIGEST_HEADER),
                value(response, HttpHeaders.RETRY_AFTER),
                body);
    }

    private static String value(HttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null || header.getValue() == null
                ? null
                : header.getValue().strip();
    }
}
