package io.rollcall.watcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.probe.ProbeRequest;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.topics.Partitioning;
import io.rollcall.runtime.config.ConfigSource;
import io.rollcall.runtime.config.HttpConfig;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.health.Condition;
import io.rollcall.runtime.http.Endpoints;
import io.rollcall.runtime.http.HttpEdge;
import io.rollcall.runtime.service.ServiceContext;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.Manifest;
import io.rollcall.sandbox.RegistrySetup;
import io.rollcall.testkit.Hold;
import io.rollcall.testkit.Hold.Step;
import io.rollcall.testkit.KafkaDoor;
import io.rollcall.testkit.RealParts;
import io.rollcall.testkit.TestBroker;
import io.rollcall.testkit.TestCluster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real registry that tells everything, pulls and blobs included, to a watcher on a real broker. */
class NotificationsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NOWHERE = "127.0.0.1:1";
    private static final EventCodec<ProbeRequest> CODEC = EventCodec.of(ProbeRequest.class);

    @TempDir
    private static Path directory;

    private static final Bus BUS = new Bus();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static TestCluster cluster;
    private static KafkaDoor kafka;
    private static HttpEdge edge;
    private static DockerRegistry registry;
    private static ServiceContext context;
    private static WatcherService watcher;
    private static Path token;

    @BeforeAll
    static void start() throws IOException {
        RealParts.ofThisMachine().requireDockerRegistry();
        cluster = TestCluster.openMock();
        kafka = KafkaDoor.to(TestBroker.shared().bootstrapServers());
        Endpoints endpoints = new Endpoints();
        edge = HttpEdge.start(new HttpConfig("127.0.0.1", 0), List.of(), () -> "", endpoints);
        registry = DockerRegistry.of(
                directory.resolve("registry"),
                RegistrySetup.plain().with(new RegistrySetup.Notifications(url("").toString(), "the-token", true)));
        token = Files.writeString(directory.resolve("token"), "the-token\n");
        RollcallConfig config = BUS.config(
                kafka.bootstrapServers(),
                cluster.kubeconfig(),
                cluster.newNamespace(),
                Map.of("registries[0].host", registry.host(), "notifications.tokenFile", token.toString()));
        context = ServiceContext.of(
                "watcher",
                "one",
                config,
                new SimpleMeterRegistry(),
                Clock.systemUTC(),
                ConfigSource.fixed(config),
                endpoints);
        watcher = new WatcherService(context);
        watcher.start();
        await().atMost(PATIENCE).until(context.health()::ready);
    }

    @AfterAll
    static void stop() {
        watcher.stop(Duration.ofSeconds(10));
        registry.close();
        edge.close();
        kafka.close();
        cluster.close();
    }

    @Test
    void shouldAskForAProbeWhenAManifestIsPushedOrDeletedAndNotWhenItIsPulled() {
        // Given
        String digest = registry.push("vi/team-a/told", "v1", Manifest.OCI);
        String repository = registry.host() + "/vi/team-a/told";
        awaitRequest(repository, "push", repository + ":v1");
        double pulls = count("pull", "dropped");
        int before = requests(repository).size();

        // When
        assertThat(registry.client().head("vi/team-a/told", "v1")).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> count("pull", "dropped") > pulls);

        // Then
        assertThat(requests(repository)).hasSize(before);

        // When
        registry.deleteManifest("vi/team-a/told", digest);

        // Then
        awaitRequest(repository, "delete", null);
        awaitRequest(repository, "delete", repository + ":v1");
        assertThat(requests(repository)).allSatisfy(it -> {
            assertThat(it.why()).isEqualTo(Trigger.NOTIFICATION);
            assertThat(it.cluster()).isEqualTo("blue");
            assertThat(it.occasion().address()).startsWith("127.0.0.1:");
            assertThat(it.occasion().event()).isNotEmpty();
            assertThat(it.occasion().at()).isNotNull();
        });
    }

    @Test
    void shouldLoseNoEventWhenKafkaIsAwayForAWhile() {
        // Given
        String digest = registry.push("vi/team-a/away", "v1", Manifest.OCI);
        String repository = registry.host() + "/vi/team-a/away";
        awaitRequest(repository, "push", repository + ":v1");
        Hold hold = kafka.hold(Step.BEFORE, ApiKeys.PRODUCE, "-notifications");
        double refused = deliveries(503);

        // When
        CompletableFuture<HttpResponse<String>> answer = HTTP.sendAsync(
                delivery(deletion("vi/team-a/stranger"), "the-token").build(), BodyHandlers.ofString());
        hold.awaitReached();
        registry.deleteManifest("vi/team-a/away", digest);
        kafka.leadTo(NOWHERE);
        hold.drop();

        // Then
        assertThat(answer).succeedsWithin(PATIENCE).satisfies(it -> {
            assertThat(it.statusCode()).as(it.body()).isEqualTo(503);
            assertThat(it.headers().firstValue("Retry-After")).isPresent();
        });
        await().atMost(PATIENCE).until(() -> deliveries(503) >= refused + 2);

        // When
        kafka.leadTo(TestBroker.shared().bootstrapServers());

        // Then
        awaitRequest(repository, "delete", null);
        awaitRequest(repository, "delete", repository + ":v1");
        assertThat(context.health().condition("notifications"))
                .hasValueSatisfying(it -> assertThat(it.state()).isEqualTo(Condition.State.OK));
    }

    @Test
    void shouldRefuseWhoHasNotTheTokenAndStayReady() throws Exception {
        // Given
        String repository = registry.host() + "/vi/team-a/forged";
        String body = deletion("vi/team-a/forged");

        // When / Then
        assertThat(status(delivery(body, "another-token"))).isEqualTo(401);
        assertThat(status(HttpRequest.newBuilder(url(""))
                        .header("Content-Type", "application/vnd.docker.distribution.events.v1+json")
                        .POST(BodyPublishers.ofString(body))))
                .isEqualTo(401);
        assertThat(status(delivery("x".repeat((1 << 20) + 1), "the-token"))).isEqualTo(413);
        assertThat(status(delivery("{", "the-token"))).isEqualTo(400);
        assertThat(status(delivery(body, "the-token").uri(url("?registry=elsewhere.example"))))
                .isEqualTo(400);
        assertThat(status(delivery(body, "the-token").GET())).isEqualTo(405);
        assertThat(requests(repository)).isEmpty();
        assertThat(context.health().ready()).isTrue();

        // When
        assertThat(status(delivery(body, "the-token"))).isEqualTo(202);
        assertThat(status(delivery(body, "the-token"))).isEqualTo(202);

        // Then
        assertThat(requests(repository)).hasSize(2);
    }

    private static void awaitRequest(String repository, String action, String target) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(requests(repository))
                .as("%s", context.health().conditions())
                .filteredOn(it -> it.occasion().action().equals(action))
                .extracting(ProbeRequest::target)
                .contains(target));
    }

    /** As the prober reads them: by the key, in the partition that is its. */
    private static List<ProbeRequest> requests(String repository) {
        return BUS.probeRequests().records().stream()
                .filter(it -> new String(it.key(), UTF_8).equals(repository))
                .filter(it -> it.partition() == Partitioning.of(repository, Bus.PARTITIONS))
                .map(it -> ((Decoded.Event<ProbeRequest>) CODEC.decode(it.value())).value())
                .toList();
    }

    private static double count(String action, String outcome) {
        return sum("rollcall.notifications", "action", action, "outcome", outcome);
    }

    private static double deliveries(int status) {
        return sum("rollcall.notification.deliveries", "status", Integer.toString(status));
    }

    private static double sum(String name, String... tags) {
        return context.meters().find(name).tags(tags).counters().stream()
                .mapToDouble(it -> it.count())
                .sum();
    }

    private static String deletion(String repository) {
        return "{\"events\":[{\"action\":\"delete\",\"target\":{\"repository\":\"%s\",\"tag\":\"v1\"}}]}"
                .formatted(repository);
    }

    private static HttpRequest.Builder delivery(String body, String bearer) {
        return HttpRequest.newBuilder(url(""))
                .header("Content-Type", "application/vnd.docker.distribution.events.v1+json")
                .header("Authorization", "Bearer " + bearer)
                .POST(BodyPublishers.ofString(body));
    }

    private static int status(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString()).statusCode();
    }

    private static URI url(String query) {
        return URI.create("http://127.0.0.1:" + edge.address().getPort() + "/notifications" + query);
    }
}
