package io.rollcall.prober.registry;

import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.prober.registry.Tokens.Granted;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One GET of a token server. It is nobody's alone, so no probe's end breaks it off; a timer of its own does. No redirect is
 * followed, and whatever is not a token or a refusal says nothing of an image.
 */
final class TokenExchange {
    private final TokenServer.Allowed server;
    private final Request request;
    private final Means means;
    private final Teller teller;
    private final Consumer<Granted> then;
    private Instant askedAt = Instant.EPOCH;

    TokenExchange(TokenServer.Allowed server, Request request, Means means, Teller teller, Consumer<Granted> then) {
        this.server = server;
        this.request = request;
        this.means = means;
        this.teller = teller;
        this.then = then;
    }

    /** @param within the longest time for each request: one, or two if a kept connection was dead */
    void start(Duration within) {
        send(true, within);
    }

    private void send(boolean mayRepeat, Duration within) {
        try {
            means.sender().execute(() -> {
                try {
                    sendNow(mayRepeat, within);
                } catch (RuntimeException e) {
                    // whoever waits for this token must not wait for ever
                    none(Reason.UNREACHABLE, named() + " could not be asked: " + Failures.detail(e));
                }
            });
        } catch (RejectedExecutionException e) {
            none(Reason.UNREACHABLE, "the client was closed");
        }
    }

    private void sendNow(boolean mayRepeat, Duration within) {
        askedAt = means.clock().instant();
        teller.asks(request, server.via());
        CompletableFuture<Outcome> came = new CompletableFuture<>();
        Exchange exchange = new Exchange(request.bound(), came::complete);
        ScheduledFuture<?> limit = means.timer().schedule(exchange::breakOff, within.toMillis(), TimeUnit.MILLISECONDS);
        var unused = came.thenAccept(outcome -> {
            limit.cancel(false);
            take(outcome, mayRepeat, within);
        });
        server.via().send(request, exchange);
    }

    private void take(Outcome outcome, boolean mayRepeat, Duration within) {
        teller.hears(request, outcome);
        if (outcome instanceof Outcome.Replied replied) {
            take(replied.reply());
        } else if (outcome instanceof Outcome.NotSent notSent) {
            none(notSent.reason(), notSent.why());
        } else if (outcome instanceof Outcome.Failed failed && failed.stale() && mayRepeat) {
            server.via().dropIdle();
            send(false, within);
        } else if (outcome instanceof Outcome.Failed failed) {
            Heard.Nothing nothing = Failures.nothing(failed, server.via().ways().proxy(server.at()));
            none(nothing.verdict().reason(), named() + " did not answer: " + nothing.detail());
        }
    }

    private void take(Reply reply) {
        int status = reply.status();
        if (status == 200) {
            Token.read(reply.body(), askedAt)
                    .ifPresentOrElse(
                            token -> then.accept(new Granted.Yes(token)),
                            () -> none(Reason.UNEXPECTED_ANSWER, named() + " answered 200 without a token"));
        } else if (status == 401 || status == 403) {
            none(
                    Reason.DENIED,
                    named() + " refused "
                            + (request.authorization() == null ? "to give one without credentials" : "our credentials")
                            + ", with " + status);
        } else if (status == 429) {
            Long wait = RetryAfter.millis(reply.retryAfter(), means.clock().instant());
            then.accept(new Granted.No(new Heard.Nothing(
                    new Verdict.Inconclusive(Reason.THROTTLED, wait), null, named() + " answered 429")));
        } else {
            Reason reason =
                    status >= 500 ? Reason.SERVER_ERROR : status == 408 ? Reason.TIMEOUT : Reason.UNEXPECTED_ANSWER;
            none(reason, named() + " answered " + status);
        }
    }

    private void none(Reason reason, String detail) {
        then.accept(new Granted.No(new Heard.Nothing(reason, null, detail)));
    }

    private String named() {
        return "the token server " + server.at().authority();
    }
}
