package io.rollcall.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.contract.image.ImageKey;
import io.rollcall.testkit.Fault;
import io.rollcall.testkit.FlakyProxy;
import io.rollcall.testkit.FullLength;
import io.rollcall.testkit.Hold;
import io.rollcall.testkit.Hold.Step;
import io.rollcall.testkit.HttpDoor;
import io.rollcall.testkit.KafkaDoor;
import io.rollcall.testkit.TestBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a watch brings, and what happens when it breaks, or Kafka does. The API server is a script, since events are to come in
 * thousands, and errors at a moment; the broker is real.
 */
class EventsIT {

    private static final String VI = "virtualimages.virtualization.deckhouse.io";
    private static final String LIST = "team-a/virtualimages";
    private static final int MANY = 3_000;
    private static final Duration SLOW = Duration.ofMillis(200);
    private static final Duration AWAY = Duration.ofMinutes(10);
    private static final List<String> NAMES = List.of("a", "b", "c");

    private static final String EXPIRED =
            "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                    + "\"message\":\"too old resource version\",\"reason\":\"Expired\",\"code\":410}}";

    private final Bus bus = new Bus();
    private final ImagesTopic topic = bus.images();

    @TempDir
    Path directory;

    private ScriptedApi api;

    @BeforeEach
    void start() throws IOException {
        api = new ScriptedApi();
        api.script(LIST, 200, list("", image("a", 10, "Ready"), image("b", 11, "Ready"), image("c", 12, "Ready")));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void shouldPublishAndAskNothingWhenEventsChangeNothing() {
        try (Replica replica = ready()) {
            // When
            for (int version = 101; version < 301; version++) {
                api.emit(LIST, event("MODIFIED", image("a", version, "Ready")));
            }
            api.emit(LIST, event("MODIFIED", image("b", 301, "ImageLost")));

            // Then
            eventually().untilAsserted(() -> assertThat(topic.phase(key("b"))).isEqualTo("ImageLost"));
            assertThat(topic.size()).isEqualTo(NAMES.size() + 1L);
            assertNothingAsked(replica);
            assertThat(api.requests(LIST)).isEqualTo(1);
        }
    }

    @Test
    void shouldSayOnlyWhatDiffersWhenTheWatchExpiresInItsStream() {
        try (Replica replica = ready()) {
            // When
            api.script(LIST, 200, list("", image("a", 10, "Ready"), image("b", 311, "ImageLost")));
            api.emit(LIST, EXPIRED);

            // Then
            eventually().untilAsserted(() -> {
                assertThat(topic.phase(key("b"))).isEqualTo("ImageLost");
                assertThat(topic.phase(key("c"))).isEqualTo("tombstone");
                assertThat(replica.isReady()).isTrue();
            });
            assertThat(topic.size()).isEqualTo(NAMES.size() + 2L);
            assertThat(replica.count("rollcall.image.gets")).isEqualTo(1);
        }
    }

    @Test
    void shouldDeleteNothingWhenAListBreaksOffHalfWay() {
        try (Replica replica = ready()) {
            // When
            api.script(LIST, 200, list("more", image("a", 10, "Ready")));
            api.scriptNextPage(LIST, 500, "");
            api.emit(LIST, EXPIRED);
            eventually().untilAsserted(() -> assertThat(api.requests(LIST + "?continue"))
                    .isGreaterThan(3));
            eventually().untilAsserted(() -> assertThat(replica.sentence(VI)).contains("not open"));

            // Then
            assertThat(topic.size()).isEqualTo(NAMES.size());
            assertNothingAsked(replica);

            // When
            api.scriptNextPage(LIST, 200, list("", image("b", 11, "Ready"), image("c", 312, "ImageLost")));

            // Then
            eventually().untilAsserted(() -> {
                assertThat(topic.phase(key("c"))).isEqualTo("ImageLost");
                assertThat(replica.isReady()).isTrue();
            });
            assertThat(topic.size()).isEqualTo(NAMES.size() + 1L);
            assertNothingAsked(replica);
        }
    }

    @Test
    void shouldTellAndRecoverWhenTheApiServerIsAwayAndComesBack() throws IOException {
        try (FlakyProxy proxy = FlakyProxy.to(api.host());
                Replica replica = ready(TestBroker.shared().bootstrapServers(), proxy.host())) {
            // When
            proxy.set(Fault.refuse());

            // Then
            eventually().untilAsserted(() -> assertThat(replica.sentence(VI)).contains("does not answer"));
            assertThat(replica.health().alive()).isTrue();

            // When
            api.script(
                    LIST,
                    200,
                    list("", image("a", 10, "Ready"), image("b", 311, "ImageLost"), image("c", 12, "Ready")));
            proxy.set(Fault.pass());

            // Then
            eventually().untilAsserted(() -> {
                // the watch goes on from where it was; only a new list tells of what happened in between
                api.emit(LIST, EXPIRED);
                assertThat(topic.phase(key("b"))).isEqualTo("ImageLost");
            });
            eventually().untilAsserted(() -> assertThat(replica.isReady()).isTrue());
            assertThat(topic.size()).isEqualTo(NAMES.size() + 1L);
            assertNothingAsked(replica);
        }
    }

    /** Every answer takes its time, from the first: all is said once, and nobody asks twice because it takes long. */
    @Test
    void shouldSayEverythingOnceAndAskNothingTwiceWhenTheApiServerIsSlow() throws IOException {
        try (HttpDoor door = HttpDoor.to(api.host());
                FlakyProxy proxy = FlakyProxy.to(door.host())) {
            proxy.set(Fault.delay(SLOW));
            Hold first = door.hold(
                    Step.AFTER,
                    it -> it.path().contains(LIST + "?") && !it.path().contains("watch="));
            try (Replica replica = start(TestBroker.shared().bootstrapServers(), proxy.host())) {
                // When
                first.awaitReached();

                // Then
                assertThat(replica.isReady()).isFalse();
                assertThat(replica.sentence(VI)).contains("not open yet; wait");
                assertThat(watchConnected(replica)).isZero();

                // When
                first.release();
                awaitReady(replica);
                api.emit(LIST, event("MODIFIED", image("b", 311, "ImageLost")));

                // Then
                assertThat(watchConnected(replica)).isEqualTo(1);
                eventually()
                        .untilAsserted(() -> assertThat(topic.phase(key("b"))).isEqualTo("ImageLost"));
                assertNothingAsked(replica);
                assertThat(api.requests(LIST)).isEqualTo(1);

                // When
                api.script(LIST, 200, list("", image("a", 10, "Ready"), image("b", 311, "ImageLost")));
                api.emit(LIST, EXPIRED);

                // Then
                eventually().untilAsserted(() -> {
                    assertThat(topic.phase(key("c"))).isEqualTo("tombstone");
                    assertThat(watchConnected(replica)).isEqualTo(1);
                    assertThat(replica.isReady()).isTrue();
                });
                assertThat(topic.size()).isEqualTo(NAMES.size() + 2L);
                assertThat(replica.count("rollcall.image.gets")).isEqualTo(1);
                // the new list; and the collection, which has to answer where a 404 has no words
                assertThat(api.requests(LIST)).isEqualTo(3);
            }
        }
    }

    /**
     * Thousands of changes to three images while no broker can be reached: of each image, the last one counts. That lasts seconds
     * here, and ten minutes at full length: what waits is keys, each once, and what is under way is bounded ({@code InboxTest},
     * {@code KafkaEffectsTest}).
     */
    @Test
    void shouldPublishTheLastChangeOfEachImageWhenKafkaWasAway() throws InterruptedException {
        try (KafkaDoor door = KafkaDoor.to(TestBroker.shared().bootstrapServers());
                Replica replica = ready(door.bootstrapServers(), api.host())) {
            // When
            door.shut();
            Instant away = Instant.now();
            for (int i = 1; i <= MANY; i++) {
                String name = NAMES.get(i % NAMES.size());
                String phase = i % 2 == 0 ? "Pending" : "ImageLost";
                api.emit(LIST, event("MODIFIED", image(name, 1_000 + i, i > MANY - NAMES.size() ? "Failed" : phase)));
            }
            eventually().untilAsserted(() -> assertThat(replica.sentence("log")).isNotEmpty());
            FullLength.lasts(away, AWAY);
            door.open();

            // Then
            eventually().untilAsserted(() -> assertThat(NAMES)
                    .allSatisfy(name -> assertThat(topic.phase(key(name))).isEqualTo("Failed")));
            eventually().untilAsserted(() -> assertThat(replica.isReady()).isTrue());
            // one may have been under way when the brokers went
            assertThat(topic.size()).isBetween(2L * NAMES.size(), 3L * NAMES.size());
            assertNothingAsked(replica);
        }
    }

    private Replica ready() {
        return ready(TestBroker.shared().bootstrapServers(), api.host());
    }

    private Replica ready(String brokers, String server) {
        Replica replica = start(brokers, server);
        awaitReady(replica);
        return replica;
    }

    private Replica start(String brokers, String server) {
        Path kubeconfig = HttpDoor.kubeconfig(server, directory.resolve("kubeconfig"));
        return Replica.start(bus.config(brokers, kubeconfig, "team-a"), "one");
    }

    private void awaitReady(Replica replica) {
        eventually().untilAsserted(() -> {
            assertThat(replica.images()).isEqualTo(NAMES.size());
            assertThat(replica.isReady()).isTrue();
            assertThat(api.watches(LIST)).isEqualTo(1);
        });
        assertThat(topic.size()).isEqualTo(NAMES.size());
    }

    private static double watchConnected(Replica replica) {
        return replica.meters()
                .get("rollcall.watch.connected")
                .tag("kind", "VirtualImage")
                .gauge()
                .value();
    }

    private void assertNothingAsked(Replica replica) {
        assertThat(replica.count("rollcall.image.gets")).isZero();
        assertThat(replica.count("rollcall.images.tombstones")).isZero();
    }

    private static String list(String next, String... items) {
        return "{\"apiVersion\":\"virtualization.deckhouse.io/v1alpha2\",\"kind\":\"VirtualImageList\","
                + "\"metadata\":{\"resourceVersion\":\"100\",\"continue\":\"" + next + "\"},\"items\":["
                + String.join(",", Stream.of(items).toList()) + "]}";
    }

    private static String image(String name, int version, String phase) {
        return "{\"apiVersion\":\"virtualization.deckhouse.io/v1alpha2\",\"kind\":\"VirtualImage\",\"metadata\":{"
                + "\"namespace\":\"team-a\",\"name\":\"" + name + "\",\"uid\":\"uid-" + name
                + "\",\"resourceVersion\":\"" + version + "\",\"labels\":{\"seen\":\"" + version
                + "\"}},\"status\":{\"phase\":\"" + phase + "\"}}";
    }

    private static String event(String type, String object) {
        return "{\"type\":\"" + type + "\",\"object\":" + object + "}";
    }

    private static ImageKey key(String name) {
        return new ImageKey(VI, "team-a", name);
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }
}
