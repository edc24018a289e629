package io.rollcall.runtime.http;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import io.rollcall.runtime.log.LogKeys;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries calls to endpoints. However many there are and however slowly they come, they leave threads for health checks: a
 * few at once, and no more, and each is cut off where it takes longer than it may.
 */
final class Calls implements AutoCloseable {

    /** Calls at once; fewer than the edge has threads. */
    static final int MOST = 8;

    /** A body beyond this is not even read to be refused. */
    private static final int LARGEST = 16 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    private final Duration patience;
    private final Semaphore free = new Semaphore(MOST);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "rollcall-http-timer");
        thread.setDaemon(true);
        return thread;
    });

    /** @param patience from a call's first byte to the last of its answer */
    Calls(Duration patience) {
        this.patience = requireNonNull(patience, "patience is null");
    }

    void answer(Endpoint endpoint, HttpExchange exchange) throws IOException {
        if (!free.tryAcquire()) {
            exchange.close(); // to answer it, its body would have to be waited for
            return;
        }
        // Closed before it is answered, an exchange ends its connection, whatever another thread reads from it.
        Future<?> cut = timer.schedule(exchange::close, patience.toMillis(), TimeUnit.MILLISECONDS);
        try {
            Reply reply = endpoint.answer(new ExchangeCall(exchange));
            // Answered, it waits for the rest without end.
            drain(exchange.getRequestBody());
            HttpEdge.send(exchange, reply);
        } catch (IOException e) {
            LOG.atDebug()
                    .addKeyValue(LogKeys.ADDRESS, exchange.getRemoteAddress())
                    .setCause(e)
                    .log("a call has no answer");
            throw e;
        } finally {
            cut.cancel(false);
            free.release();
        }
    }

    private static void drain(InputStream body) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        int read = 0;
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            read += n;
            if (read > LARGEST) {
                throw new IOException("the body is larger than anything that is read");
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
