package io.rollcall.prober.registry;

import static io.rollcall.prober.registry.Settings.DIGEST;
import static io.rollcall.prober.registry.Settings.ask;
import static io.rollcall.prober.registry.Settings.open;
import static io.rollcall.prober.registry.Settings.plain;
import static io.rollcall.prober.registry.Settings.reference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.contract.image.Depth;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict.Inconclusive;
import io.rollcall.contract.probe.Verdict.Present;
import io.rollcall.prober.registry.WireServer.Conversation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectionsTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: x/y\r\nContent-Length: 9\r\n"
            + "Docker-Content-Digest: " + DIGEST + "\r\n\r\n";
    private static final Conversation SERVE = peer -> {
        while (peer.request()) {
            peer.send(OK);
        }
    };
    private static final Conversation SERVE_ONE_THEN_CLOSE = peer -> {
        peer.request();
        peer.send(OK);
        peer.request();
    };

    private static final Conversation HANG = peer -> {
        while (peer.request()) {
            peer.send("");
        }
    };

    @Test
    void shouldKeepToItsConnectionsWhenItAsksManyTimes() throws IOException {
        try (WireServer server = WireServer.start(SERVE);
                RegistryClients clients = open(plain(server.host()))) {
            // Given
            RegistryClient client = clients.of(server.host()).orElseThrow();

            // When
            List<CompletableFuture<Answer>> answers = IntStream.range(0, 500)
                    .mapToObj(number ->
                            client.probe(reference(server.host() + "/vi/image-" + number + ":v1"), Depth.MANIFEST))
                    .toList();

            // Then
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join().verdict()).isEqualTo(new Present(DIGEST)));
            assertThat(server.requests()).hasSize(500);
            assertThat(server.connections()).isBetween(1, 8);
        }
    }

    @Test
    void shouldUseOneConnectionWhenItAsksOneAfterTheOther() throws IOException {
        try (WireServer server = WireServer.start(SERVE);
                RegistryClients clients = open(plain(server.host()))) {
            // When
            for (int number = 0; number < 20; number++) {
                ask(clients, server.host() + "/vi/ubuntu:v" + number);
            }

            // Then
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void shouldAskAgainOnceWhenAKeptConnectionIsDead() throws IOException {
        try (WireServer server = WireServer.start(SERVE_ONE_THEN_CLOSE, SERVE);
                RegistryClients clients = open(plain(server.host()))) {
            // Given
            ask(clients, server.host() + "/vi/ubuntu:v1");

            // When
            Answer answer = ask(clients, server.host() + "/vi/ubuntu:v2");

            // Then
            assertThat(answer.verdict()).isEqualTo(new Present(DIGEST));
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void shouldGiveUpWhenTheNewConnectionIsDeadToo() throws IOException {
        Conversation close = WireServer.Peer::request;
        try (WireServer server = WireServer.start(SERVE_ONE_THEN_CLOSE, close);
                RegistryClients clients = open(plain(server.host()))) {
            // Given
            ask(clients, server.host() + "/vi/ubuntu:v1");

            // When
            Answer answer = ask(clients, server.host() + "/vi/ubuntu:v2");

            // Then
            assertThat(answer.verdict()).isEqualTo(new Inconclusive(Reason.CONNECTION_RESET));
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void shouldNotAskAgainWhenANewConnectionIsReset() throws IOException {
        Conversation reset = peer -> {
            peer.request();
            peer.reset();
        };
        try (WireServer server = WireServer.start(reset);
                RegistryClients clients = open(plain(server.host()))) {
            // When
            Answer answer = ask(clients, server.host() + "/vi/ubuntu:v1");

            // Then
            assertThat(answer.verdict()).isEqualTo(new Inconclusive(Reason.CONNECTION_RESET));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void shouldNotAskAgainWhenAnAnswerHadBegun() throws IOException {
        Conversation cut = peer -> {
            peer.request();
            peer.send("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
            peer.request();
            peer.send("HTTP/1.1 404 Not Found\r\nContent-Length: 500\r\n\r\n{\"errors\"");
        };
        try (WireServer server = WireServer.start(cut, SERVE);
                RegistryClients clients = open(plain(server.host()))) {
            // When
            Answer answer = ask(clients, server.host() + "/vi/ubuntu:v1");

            // Then
            assertThat(answer.verdict()).isEqualTo(new Inconclusive(Reason.CONNECTION_RESET));
            assertThat(answer.evidence().status()).isEqualTo(404);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void shouldBeNoRegistryWhenSomethingElseAnswers() throws IOException {
        Conversation ssh = peer -> peer.send("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n\r\n");
        try (WireServer server = WireServer.start(ssh);
                RegistryClients clients = open(plain(server.host()))) {
            assertThat(ask(clients, server.host() + "/vi/ubuntu:v1").verdict())
                    .isEqualTo(new Inconclusive(Reason.NOT_A_REGISTRY));
        }
    }

    @Test
    void shouldNotReadHeadersWithoutEnd() throws IOException {
        Conversation endless = peer -> {
            peer.request();
            peer.send("HTTP/1.1 200 OK\r\nX: " + "x".repeat(1 << 20) + "\r\n\r\n");
        };
        try (WireServer server = WireServer.start(endless);
                RegistryClients clients = open(plain(server.host()))) {
            assertThat(ask(clients, server.host() + "/vi/ubuntu:v1").verdict())
                    .isEqualTo(new Inconclusive(Reason.NOT_A_REGISTRY));
        }
    }

    @Test
    void shouldEndInTimeWhenAnAnswerTricklesWithoutEnd() throws IOException {
        Conversation trickle = peer -> {
            peer.request();
            peer.send("HTTP/1.1 200 OK\r\n");
            for (int header = 0; ; header++) {
                await().pollDelay(Duration.ofMillis(20)).until(() -> true);
                peer.send("X: " + header % 10 + "\r\n");
            }
        };
        try (WireServer server = WireServer.start(trickle);
                RegistryClients clients = open(plain(server.host(), Duration.ofMillis(400), Duration.ofMillis(500)))) {
            // When
            Answer answer = ask(clients, server.host() + "/vi/ubuntu:v1");

            // Then
            assertThat(answer.verdict()).isEqualTo(new Inconclusive(Reason.TIMEOUT));
            assertThat(Duration.between(answer.startedAt(), answer.probedAt()))
                    .isBetween(Duration.ofMillis(490), Duration.ofSeconds(2));
        }
    }

    @Test
    void shouldFreeItsConnectionsWhenProbesTimeOut() throws IOException {
        try (WireServer server = WireServer.start(HANG, HANG, HANG, HANG, HANG, HANG, HANG, HANG, SERVE);
                RegistryClients clients = open(plain(server.host(), Duration.ofMillis(300), Duration.ofMillis(300)))) {
            // Given
            RegistryClient client = clients.of(server.host()).orElseThrow();
            List<CompletableFuture<Answer>> hung = IntStream.range(0, 8)
                    .mapToObj(number ->
                            client.probe(reference(server.host() + "/vi/image-" + number + ":v1"), Depth.MANIFEST))
                    .toList();
            hung.forEach(CompletableFuture::join);

            // When
            Answer answer = ask(clients, server.host() + "/vi/ubuntu:v1");

            // Then
            assertThat(answer.verdict()).isEqualTo(new Present(DIGEST));
        }
    }

    @Test
    void shouldEndProbesInFlightWhenItIsClosed() throws IOException {
        try (WireServer server = WireServer.start(HANG)) {
            // Given
            RegistryClients clients = open(plain(server.host()));
            RegistryClient client = clients.of(server.host()).orElseThrow();
            List<CompletableFuture<Answer>> inFlight = IntStream.range(0, 20)
                    .mapToObj(number ->
                            client.probe(reference(server.host() + "/vi/image-" + number + ":v1"), Depth.MANIFEST))
                    .toList();
            await().until(() -> server.requests().size() == 8);

            // When
            clients.close();

            // Then
            assertThat(inFlight).allSatisfy(answer -> assertThat(answer)
                    .isCompletedWithValueMatching(a -> a.verdict().equals(new Inconclusive(Reason.UNREACHABLE))));
            assertThat(client.probe(reference(server.host() + "/vi/late:v1"), Depth.MANIFEST))
                    .isCompletedWithValueMatching(a -> a.verdict().equals(new Inconclusive(Reason.UNREACHABLE)));
        }
    }

    @Test
    void shouldBeRefusedWhenNothingListens() throws IOException {
        // Given
        WireServer gone = WireServer.start(SERVE);
        gone.close();

        // When / Then
        try (RegistryClients clients = open(plain(gone.host()))) {
            assertThat(ask(clients, gone.host() + "/vi/ubuntu:v1").verdict())
                    .isEqualTo(new Inconclusive(Reason.CONNECTION_REFUSED));
        }
    }
}
