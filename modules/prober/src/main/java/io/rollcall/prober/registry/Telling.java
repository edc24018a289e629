package io.rollcall.prober.registry;

import io.rollcall.prober.registry.Trace.Step;
import java.util.ArrayList;
import java.util.List;

/** Puts requests and outcomes into words that anyone may see. */
final class Telling {
    private static final int LONGEST_BODY = 300;

    private Telling() {}

    static Step asked(Request request, Transport via) {
        Ways ways = via.ways();
        String way = ways.proxy(request.to())
                .map(ProxyServer::toString)
                .or(() -> ways.instead(request.to()).map(place -> "connectTo " + place))
                .map(by -> "by " + by)
                .orElse("straight");
        return new Step.Asked(
                request.method(),
                request.to().url() + Masked.path(request.path()),
                way,
                Masked.authorization(request.authorization()));
    }

    static Step heard(Outcome outcome) {
        if (outcome instanceof Outcome.Replied replied) {
            return answered(replied.reply());
        } else if (outcome instanceof Outcome.NotSent notSent) {
            return new Step.Unanswered("nothing was sent: " + notSent.why());
        }
        Outcome.Failed failed = (Outcome.Failed) outcome;
        return new Step.Unanswered((failed.stale() ? "a kept connection was dead: " : "no answer: ")
                + Masked.text(Failures.detail(failed.error())));
    }

    private static Step answered(Reply reply) {
        List<String> headers = new ArrayList<>();
        add(headers, "Content-Type", reply.contentType());
        add(headers, "Content-Length", reply.contentLength());
        add(headers, Reply.DIGEST_HEADER, reply.digest());
        add(headers, "Retry-After", reply.retryAfter());
        add(headers, "Location", reply.location());
        reply.challenges().forEach(challenge -> add(headers, "Www-Authenticate", challenge));
        reply.quota()
                .ifPresent(quota -> add(
                        headers,
                        "RateLimit",
                        quota.remaining() + " of " + quota.limit() + " left for "
                                + quota.reset().toSeconds() + " s"));
        // a body that is no error may be a token or an image's own: neither is anybody's to see
        String body = reply.status() < 400 ? "" : Masked.text(reply.body()).strip();
        return new Step.Answered(
                reply.status(), headers, body.length() <= LONGEST_BODY ? body : body.substring(0, LONGEST_BODY) + "…");
    }

    private static void add(List<String> headers, String name, String value) {
        if (value != null) {
            headers.add(name + ": " + Masked.text(value));
        }
    }
}
