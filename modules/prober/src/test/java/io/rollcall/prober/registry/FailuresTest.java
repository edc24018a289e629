package io.rollcall.prober.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rollcall.contract.probe.HttpEvidence;
import io.rollcall.contract.probe.Reason;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
    /** What the JDK throws for a reset is a subclass of its own. */
    private static final class ResetException extends SocketException {}

    static Stream<Arguments> reasons() {
        return Stream.of(
                arguments(new UnknownHostException("nowhere"), false, Reason.DNS_FAILURE),
                arguments(new SocketTimeoutException("10 s"), true, Reason.TIMEOUT),
                arguments(new ConnectTimeoutException("3 s"), false, Reason.TIMEOUT),
                arguments(new ConnectionRequestTimeoutException("20 s"), false, Reason.TIMEOUT),
                arguments(new TimeoutException("20 s"), false, Reason.TIMEOUT),
                arguments(new SSLHandshakeException("not trusted"), false, Reason.TLS_FAILURE),
                arguments(new SSLHandshakeException("client certificate wanted"), true, Reason.TLS_FAILURE),
                arguments(new SSLPeerUnverifiedException("another host"), false, Reason.TLS_FAILURE),
                arguments(new SSLException("plaintext?"), false, Reason.TLS_FAILURE),
                arguments(new SSLException("no close_notify"), true, Reason.CONNECTION_RESET),
                arguments(new ConnectException("refused"), false, Reason.CONNECTION_REFUSED),
                arguments(new HttpHostConnectException("refused"), false, Reason.CONNECTION_REFUSED),
                arguments(new NoRouteToHostException("no route"), false, Reason.UNREACHABLE),
                arguments(new BindException("no port left"), false, Reason.UNREACHABLE),
                arguments(new SocketException("Network is unreachable"), false, Reason.UNREACHABLE),
                arguments(new ResetException(), false, Reason.CONNECTION_RESET),
                arguments(new SocketException("Connection reset"), true, Reason.CONNECTION_RESET),
                arguments(new IOException("Broken pipe"), true, Reason.CONNECTION_RESET),
                arguments(new ConnectionClosedException(), false, Reason.CONNECTION_RESET),
                arguments(new ConnectionClosedException(), true, Reason.CONNECTION_RESET),
                arguments(new ProtocolException("not HTTP"), true, Reason.NOT_A_REGISTRY),
                arguments(new IOException("?"), false, Reason.UNREACHABLE),
                arguments(new IllegalStateException("?"), true, Reason.UNREACHABLE));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void shouldHaveOneReasonWhenAnExceptionIsOfAType(Throwable error, boolean connected, Reason reason) {
        assertThat(Failures.reason(error, connected)).isEqualTo(reason);
    }

    @Test
    void shouldKeepTheHeadsStatusWhenTheGetFails() {
        // Given
        Reply head = new Reply(404, null, null, null, null, "");

        // When
        HttpEvidence evidence = Failures.ruling(head, new SocketTimeoutException("a\nb".repeat(500)), true)
                .evidence();

        // Then
        assertThat(evidence.status()).isEqualTo(404);
        assertThat(evidence.confirmStatus()).isNull();
        assertThat(evidence.detail())
                .startsWith("SocketTimeoutException: a b")
                .hasSize(160)
                .doesNotContain("\n");
    }
}
