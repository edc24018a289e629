package io.rollcall.prober.registry;

import io.rollcall.contract.probe.Reason;
import io.rollcall.prober.registry.VerdictTable.Ruling;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;

/** What it means that no answer came. Decided by an exception's type, never by its text. */
final class Failures {
    private static final int LONGEST_DETAIL = 160;

    private Failures() {}

    /**
     * @param head the answer to the HEAD, if it is the confirming GET that failed; else null
     * @param connected whether the exception came on a connection that stood, its TLS session included
     */
    static Ruling ruling(Reply head, Throwable error, boolean connected) {
        return Ruling.inconclusive(reason(error, connected), head, detail(error));
    }

    /** @param proxy that was on the way: until a connection stands, it is the proxy that is not reached or that refuses */
    static Heard.Nothing nothing(Outcome.Failed failed, Optional<ProxyServer> proxy) {
        Reason reason = reason(failed.error(), failed.connected());
        boolean byProxy = proxy.isPresent()
                && !failed.connected()
                && (reason == Reason.CONNECTION_REFUSED
                        || reason == Reason.DNS_FAILURE
                        || reason == Reason.CONNECTION_RESET
                        || failed.error() instanceof Exchange.NoTunnelException);
        return new Heard.Nothing(
                byProxy ? Reason.UNREACHABLE : reason,
                null,
                proxy.map(it -> "by " + it + ": ").orElse("") + detail(failed.error()));
    }

    static Reason reason(Throwable error, boolean connected) {
        if (error instanceof UnknownHostException) {
            return Reason.DNS_FAILURE;
        } else if (error instanceof InterruptedIOException || error instanceof TimeoutException) {
            return Reason.TIMEOUT;
        } else if (error instanceof SSLException tls) {
            return tls(tls, connected);
        } else if (error instanceof ConnectionClosedException) {
            return Reason.CONNECTION_RESET;
        } else if (error instanceof SocketException socket) {
            return socket(socket, connected);
        } else if (error instanceof HttpException || error instanceof MessageConstraintException) {
            return Reason.NOT_A_REGISTRY;
        }
        return error instanceof IOException && connected ? Reason.CONNECTION_RESET : Reason.UNREACHABLE;
    }

    // a session that stood and then broke is a broken connection: a peer that dies says no TLS goodbye
    private static Reason tls(SSLException error, boolean connected) {
        boolean handshake = error instanceof SSLHandshakeException || error instanceof SSLPeerUnverifiedException;
        return handshake || !connected ? Reason.TLS_FAILURE : Reason.CONNECTION_RESET;
    }

    // before a connection stands, a reset is of a class of the JDK's own, and the bare class says: no network
    private static Reason socket(SocketException error, boolean connected) {
        if (error instanceof ConnectException) {
            return Reason.CONNECTION_REFUSED;
        }
        boolean noWay = error instanceof NoRouteToHostException
                || error instanceof BindException
                || (!connected && error.getClass() == SocketException.class);
        return noWay ? Reason.UNREACHABLE : Reason.CONNECTION_RESET;
    }

    static String detail(Throwable error) {
        String message = error.getMessage() == null ? "" : ": " + error.getMessage();
        String text = (error.getClass().getSimpleName() + message).replaceAll("\\p{Cntrl}+", " ");
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL);
    }
}
