package io.rollcall.prober.registry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.RequestNotExecutedException;

/**
 * One request on its way. Its answer is given only when its connection is back in the pool: whoever asks next finds it
 * there.
 */
final class Exchange implements FutureCallback<Reply> {
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final HttpClientContext context = HttpClientContext.create();
    private final ReplyConsumer consumer = new ReplyConsumer(reply -> outcome.complete(new Outcome.Replied(reply)));

    CompletableFuture<Outcome> outcome() {
        return outcome;
    }

    HttpClientContext context() {
        return context;
    }

    ReplyConsumer consumer() {
        return consumer;
    }

    @Override
    public void completed(Reply reply) {
        // the consumer gives the answer, a little later
    }

    @Override
    public void failed(Exception error) {
        if (error instanceof ReplyConsumer.BodyTooLongException cut) {
            outcome.complete(new Outcome.Replied(cut.reply()));
            return;
        }
        boolean connected = context.getAttribute(HttpClients.CONNECTED) != null;
        outcome.complete(new Outcome.Failed(error, connected, isStale(error)));
    }

    @Override
    public void cancelled() {
        failed(new InterruptedIOException("the request was cancelled"));
    }

    private boolean isStale(Exception error) {
        boolean broken = error instanceof IOException
                && !(error instanceof InterruptedIOException)
                && !(error instanceof SSLException);
        return error instanceof RequestNotExecutedException || (broken && wasKept() && !consumer.hasBegun());
    }

    // this request is the first that a new connection counts
    private boolean wasKept() {
        EndpointDetails connection = context.getEndpointDetails();
        return connection != null && connection.getRequestCount() > 1;
    }
}
