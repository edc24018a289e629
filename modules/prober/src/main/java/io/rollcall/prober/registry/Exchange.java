package io.rollcall.prober.registry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.RequestNotExecutedException;

/**
 * One request on its way. Its answer is given only when its connection is back in the pool: whoever asks next finds it
 * there.
 */
final class Exchange implements FutureCallback<Reply> {
    private final Consumer<Outcome> then;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final HttpClientContext context = HttpClientContext.create();
    private final ReplyConsumer consumer;
    private volatile Future<Reply> running;
    private volatile boolean brokenOff;

    /**
     * @param bound bytes of a body that are read
     * @param then is given the outcome, once
     */
    Exchange(int bound, Consumer<Outcome> then) {
        this.then = then;
        this.consumer = new ReplyConsumer(bound, this::answered);
    }

    /** A proxy refused to make a tunnel. */
    static final class NoTunnelException extends HttpException {
        private NoTunnelException(int status) {
            super("it refused the tunnel, with " + status);
        }
    }

    // the client hands on what a proxy says to CONNECT as if the target had said it
    private void answered(Reply reply) {
        end(
                isConnected()
                        ? new Outcome.Replied(reply)
                        : new Outcome.Failed(new NoTunnelException(reply.status()), false, false));
    }

    private boolean isConnected() {
        return context.getAttribute(HttpClients.CONNECTED) != null;
    }

    HttpClientContext context() {
        return context;
    }

    ReplyConsumer consumer() {
        return consumer;
    }

    /** The first outcome is the one that counts. */
    void end(Outcome outcome) {
        if (ended.compareAndSet(false, true)) {
            then.accept(outcome);
        }
    }

    void runs(Future<Reply> request) {
        running = request;
        if (brokenOff) {
            request.cancel(true);
        }
    }

    /** Frees its connection, if it has one; nothing where it is over. */
    void breakOff() {
        brokenOff = true;
        Future<Reply> request = running;
        if (request != null && !ended.get()) {
            request.cancel(true);
        }
    }

    @Override
    public void completed(Reply reply) {
        // the consumer gives the answer, a little later
    }

    @Override
    public void failed(Exception error) {
        if (error instanceof ReplyConsumer.BodyTooLongException cut) {
            answered(cut.reply());
        } else {
            end(new Outcome.Failed(error, isConnected(), isStale(error)));
        }
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
