package io.rollcall.runtime.http;

import com.sun.net.httpserver.HttpExchange;
import io.rollcall.runtime.log.LogKeys;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries calls to endpoints. However many there are, they leave threads for health checks: a few at once, and no more. */
final class Calls {

    /** Calls at once; fewer than the edge has threads. */
    static final int MOST = 8;

    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    private final Semaphore free = new Semaphore(MOST);

    void answer(Endpoint endpoint, HttpExchange exchange) throws IOException {
        if (!free.tryAcquire()) {
            throw new IOException("too many calls at once"); // to answer it, its body would have to be waited for
        }
        try {
            HttpEdge.send(exchange, endpoint.answer(new ExchangeCall(exchange)));
        } catch (IOException e) {
            LOG.atDebug()
                    .addKeyValue(LogKeys.ADDRESS, exchange.getRemoteAddress())
                    .setCause(e)
                    .log("a call has no answer");
            throw e;
        } finally {
            free.release();
        }
    }
}
