package io.rollcall.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.topics.TopicSpec;
import io.rollcall.runtime.config.RollcallConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Ports that answer by script: that a client was not even made is what no real broker can show. */
class KnockTest {
    private static final byte[] TLS_ALERT = {21, 3, 3, 0, 2, 2, 70};
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Test
    void shouldMakeNoClientWhenAPortWithTlsWouldFillItsMemory() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (ServerSocket port = answering(TLS_ALERT, connections)) {
            // Given
            RollcallConfig config = RollcallConfig.of(Map.of("kafka.bootstrapServers", address(port)));
            TopicsAdmin topics = new TopicsAdmin(Map.of("bootstrap.servers", address(port)), config.kafka(), PATIENCE);

            // When
            List<TopicCheck> checks = topics.ensure(List.of(new TopicSpec("any", 1, Map.of())));

            // Then
            assertThat(checks)
                    .singleElement()
                    .extracting(TopicCheck::sentence)
                    .asString()
                    .startsWith("Kafka at " + address(port)
                            + " speaks TLS on this port, and security.protocol is PLAINTEXT; set security.protocol");
            assertThat(connections).hasValue(1);
        }
    }

    @Test
    void shouldHearNothingFromWhoIsNoBroker() throws IOException {
        try (ServerSocket port = answering("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8), new AtomicInteger())) {
            assertThat(new Knock(PATIENCE).at(address(port))).isEqualTo(new Door.Silent());
        }
        assertThat(new Knock(PATIENCE).at("no-such-host.invalid:9092, nonsense, :1"))
                .isEqualTo(new Door.Silent());
    }

    private static String address(ServerSocket port) {
        return "127.0.0.1:" + port.getLocalPort();
    }

    private static ServerSocket answering(byte[] bytes, AtomicInteger connections) throws IOException {
        ServerSocket port = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        CompletableFuture<Void> unused = CompletableFuture.runAsync(() -> {
            while (!port.isClosed()) {
                try (Socket client = port.accept()) {
                    connections.incrementAndGet();
                    int heard = client.getInputStream().read();
                    client.getOutputStream().write(heard < 0 ? new byte[0] : bytes);
                } catch (IOException e) {
                    if (!port.isClosed()) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        });
        return port;
    }
}
