package io.rollcall.prober.registry;

import static io.rollcall.prober.registry.Settings.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.prober.registry.WireServer.Conversation;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AtOnceTest {
    private static final Conversation KEEP = peer -> {
        while (peer.request()) {
            peer.send("HTTP/1.1 204 No Content\r\n\r\n");
        }
    };
    private static final Conversation CLOSE = peer -> {
        peer.request();
        peer.send("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
    };

    @Test
    void shouldSendOnTheThreadThatHeardTheAnswerWhenTheConnectionIsKept() throws IOException {
        assertThat(whenAnswered(KEEP, transport -> List.of(transport.atOnce(head(transport), () -> {}))))
                .containsExactly(true);
    }

    @Test
    void shouldLeaveItToTheSenderWhenAConnectionMustBeMade() throws IOException {
        assertThat(whenAnswered(CLOSE, transport -> List.of(transport.atOnce(head(transport), () -> {}))))
                .containsExactly(false);
    }

    @Test
    void shouldLeaveItToTheSenderWhenTheRequestIsForAnotherPlace() throws IOException {
        Endpoint elsewhere = Endpoint.parse("http", "token.example.org");
        Request request = new Request("GET", elsewhere, "/token", null, null, 0);
        assertThat(whenAnswered(KEEP, transport -> List.of(transport.atOnce(request, () -> {}))))
                .containsExactly(false);
    }

    @Test
    void shouldNotNestWhenWhatIsSentEndsAtOnceAndLeadsToTheNext() throws IOException {
        // When
        List<Boolean> sent = whenAnswered(KEEP, transport -> {
            CompletableFuture<Boolean> inner = new CompletableFuture<>();
            boolean outer = transport.atOnce(
                    head(transport), () -> inner.complete(transport.atOnce(head(transport), () -> {})));
            boolean afterwards = transport.atOnce(head(transport), () -> {});
            return List.of(outer, inner.join(), afterwards);
        });

        // Then
        assertThat(sent).containsExactly(true, false, true);
    }

    @Test
    void shouldLeaveItToTheSenderWhenAnyOtherThreadRuns() throws IOException {
        try (WireServer server = WireServer.start(KEEP);
                Transport transport = transport(server)) {
            // Given
            answered(transport, () -> true);

            // When / Then
            assertThat(transport.atOnce(head(transport), () -> {})).isFalse();
        }
    }

    private interface Then {
        List<Boolean> with(Transport transport);
    }

    /** What comes of it on the thread that heard an answer. */
    private static List<Boolean> whenAnswered(Conversation conversation, Then then) throws IOException {
        try (WireServer server = WireServer.start(conversation);
                Transport transport = transport(server)) {
            return answered(transport, () -> then.with(transport));
        }
    }

    private static <T> T answered(Transport transport, Supplier<T> then) {
        CompletableFuture<T> result = new CompletableFuture<>();
        transport.send(head(transport), new Exchange(0, outcome -> result.completeAsync(then, Runnable::run)));
        return result.join();
    }

    private static Request head(Transport transport) {
        return new Request("HEAD", transport.endpoint(), "/v2/vi/ubuntu/manifests/v1", null, null, 0);
    }

    private static Transport transport(WireServer server) {
        return new Transport(plain(server.host()), ProbePolicy.DEFAULT, Clock.systemUTC(), Proxies.NONE);
    }
}
