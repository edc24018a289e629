package io.rollcall.prober.registry;

import static io.rollcall.prober.registry.Settings.plain;
import static io.rollcall.prober.registry.Settings.reference;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.policy.ProbePolicy;
import java.io.IOException;
import java.time.Clock;
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
                Transport transport = new Transport(plain(server.host()), ProbePolicy.DEFAULT, Clock.systemUTC())) {
            // Given
            ImageReference image = reference(server.host() + "/vi/ubuntu:v1");
            Outcome before = transport.send("HEAD", image).join();

            // When
            transport.connections().orElseThrow().brokenBy(new IllegalStateException("the selector is gone"));
            Outcome after = transport.send("HEAD", image).join();
            Outcome later = transport.send("HEAD", image).join();

            // Then
            assertThat(before).isInstanceOf(Outcome.Replied.class);
            assertThat(after).isEqualTo(before);
            assertThat(later).isEqualTo(before);
            assertThat(server.connections()).isEqualTo(2);
        }
    }
}
