package io.rollcall.prober.registry;

import static io.rollcall.prober.registry.Settings.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.policy.ProbePolicy;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TransportTest {
    @Test
    void shouldMakeANewClientWhenTheOldOnesThreadFailed() throws IOException {
        try (WireServer server = WireServer.start(peer -> {
                    while (peer.request()) {
                        peer.send("HTTP/1.1 204 No Content\r\n\r\n");
                    }
                });
                Transport transport =
                        new Transport(plain(server.host()), ProbePolicy.DEFAULT, Clock.systemUTC(), Proxies.NONE)) {
            // Given
            Outcome before = head(transport);

            // When
            transport.connections().orElseThrow().brokenBy(new IllegalStateException("the selector is gone"));
            Outcome after = head(transport);
            Outcome later = head(transport);

            // Then
            assertThat(before).isInstanceOf(Outcome.Replied.class);
            assertThat(after).isEqualTo(before);
            assertThat(later).isEqualTo(before);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    private static Outcome head(Transport transport) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        transport.send(
                new Request("HEAD", transport.endpoint(), "/v2/vi/ubuntu/manifests/v1", null, null, 0),
                new Exchange(0, outcome::complete));
        return outcome.join();
    }
}
