package io.rollcall.prober.registry;

import static io.rollcall.prober.registry.Settings.DIGEST;
import static io.rollcall.prober.registry.Settings.ask;
import static io.rollcall.prober.registry.Settings.open;
import static io.rollcall.prober.registry.Settings.plain;
import static io.rollcall.prober.registry.Settings.reference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.contract.image.Depth;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict.Inconclusive;
import io.rollcall.contract.probe.Verdict.Present;
import io.rollcall.runtime.config.PolicyConfig;
import io.rollcall.testkit.ScriptedAnswer;
import io.rollcall.testkit.ScriptedRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AdoptedPolicyTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final ScriptedRegistry registry = ScriptedRegistry.start();

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void shouldWaitLongerWhenTheNewPolicySaysSo() {
        // Given
        registry.manifest("vi/ubuntu", "v1", ScriptedAnswer.present(DIGEST).after(Duration.ofMillis(600)));
        try (RegistryClients clients = open(plain(registry.host(), SHORT, SHORT))) {
            Answer before = ask(clients, registry.host() + "/vi/ubuntu:v1");

            // When
            clients.of(registry.host()).orElseThrow().adopt(policy(LONG, 8));
            Answer after = ask(clients, registry.host() + "/vi/ubuntu:v1");

            // Then
            assertThat(before.verdict()).isEqualTo(new Inconclusive(Reason.TIMEOUT));
            assertThat(after.verdict()).isEqualTo(new Present(DIGEST));
        }
    }

    @Test
    void shouldKeepToTheOldPolicyWhenItIsInFlight() {
        // Given
        registry.manifest("vi/ubuntu", "v1", ScriptedAnswer.present(DIGEST).after(Duration.ofMillis(600)));
        try (RegistryClients clients = open(plain(registry.host(), LONG, LONG))) {
            RegistryClient client = clients.of(registry.host()).orElseThrow();
            CompletableFuture<Answer> inFlight =
                    client.probe(reference(registry.host() + "/vi/ubuntu:v1"), Depth.MANIFEST);
            await().until(() -> !registry.requests().isEmpty());

            // When
            client.adopt(policy(SHORT, 8));

            // Then
            assertThat(ask(clients, registry.host() + "/vi/ubuntu:v1").verdict())
                    .isEqualTo(new Inconclusive(Reason.TIMEOUT));
            assertThat(inFlight.join().verdict()).isEqualTo(new Present(DIGEST));
        }
    }

    @Test
    void shouldMakeAsManyConnectionsAsTheNewPolicySays() throws IOException {
        try (WireServer server = WireServer.start(peer -> {
                    while (peer.request()) {
                        peer.send("");
                    }
                });
                RegistryClients clients = open(plain(server.host(), LONG, LONG))) {
            // Given
            RegistryClient client = clients.of(server.host()).orElseThrow();
            client.adopt(policy(LONG, 2));

            // When
            List<CompletableFuture<Answer>> two = probes(client, server, 3);
            await().until(() -> server.requests().size() == 2);
            client.adopt(policy(LONG, 5));
            List<CompletableFuture<Answer>> more = probes(client, server, 5);

            // Then
            await().until(() -> server.requests().size() == 5);
            assertThat(two).noneMatch(CompletableFuture::isDone);
            assertThat(more).noneMatch(CompletableFuture::isDone);
        }
    }

    private static List<CompletableFuture<Answer>> probes(RegistryClient client, WireServer server, int count) {
        return IntStream.range(0, count)
                .mapToObj(number ->
                        client.probe(reference(server.host() + "/vi/image-" + number + ":v1"), Depth.MANIFEST))
                .toList();
    }

    private static ProbePolicy policy(Duration longest, int inFlight) {
        PolicyConfig from = Settings.policy(longest, longest);
        return new PolicyConfig(
                        inFlight,
                        from.rate(),
                        from.burst(),
                        longest,
                        longest,
                        longest,
                        from.backoffInitial(),
                        from.backoffMax(),
                        from.confirmations(),
                        from.confirmationDelay(),
                        from.freshness(),
                        from.minDelay())
                .toProbePolicy("default");
    }
}
