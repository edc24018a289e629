package io.rollcall.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.topics.Topics;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.kafka.KafkaSettings;
import io.rollcall.runtime.kafka.TopicsAdmin;
import io.rollcall.sandbox.Crds;
import io.rollcall.testkit.RealParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An API server that fails, lies by omission or refuses: nothing on the log is lost by it, and a sentence names the fix. */
class BadDaysIT {
    private static final String VI = "virtualimages.virtualization.deckhouse.io";
    private static final String CVI = "clustervirtualimages.virtualization.deckhouse.io";
    private static final ImageKey KEY = new ImageKey(VI, "team-a", "ubuntu");
    private static final String OBJECT = "/namespaces/team-a/virtualimages/ubuntu";

    private final Bus bus = new Bus();
    private final ImagesTopic topic = bus.images();
    private ScriptedApi api;
    private RollcallConfig config;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        api = new ScriptedApi();
        config = bus.config(api.kubeconfig(directory), "team-a");
        KafkaSettings kafka = KafkaSettings.of(config, "test", "test");
        Topics topics = Topics.of(config.kafka().topicPrefix(), Bus.PARTITIONS);
        new TopicsAdmin(kafka.admin("test"), config.kafka(), Duration.ofSeconds(20)).ensure(topics.all());
        topic.write(new ImageState(
                1,
                "blue",
                KEY,
                "uid-1",
                "50",
                1,
                false,
                null,
                List.of(),
                JsonNodeFactory.instance.objectNode().put("phase", "Ready")));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void shouldDeleteNothingWhenTheListIsEmptyAndGetsFail() {
        // Given
        api.script(OBJECT, 500, "");

        // When
        try (Replica replica = Replica.start(config, "one")) {
            eventually().untilAsserted(() -> assertThat(replica.isReady()).isTrue());
            eventually().untilAsserted(() -> assertThat(gets()).isGreaterThanOrEqualTo(2));

            // Then
            assertThat(topic.size()).isEqualTo(1);
            assertThat(replica.images()).isEqualTo(1);
        }
    }

    @Test
    void shouldDeleteNothingWhenTheListOmitsWhatTheServerHas() {
        // Given
        api.script(OBJECT, 200, """
                {"apiVersion":"virtualization.deckhouse.io/v1alpha2","kind":"VirtualImage",
                 "metadata":{"namespace":"team-a","name":"ubuntu","uid":"uid-1","resourceVersion":"60"},
                 "status":{"phase":"ImageLost"}}
                """);

        // When
        try (Replica replica = Replica.start(config, "one")) {

            // Then
            eventually().untilAsserted(() -> assertThat(topic.phase(KEY)).isEqualTo("ImageLost"));
            assertThat(topic.history(KEY)).hasSize(2).allSatisfy(state -> assertThat(state)
                    .isPresent());
            assertThat(replica.count("rollcall.images.tombstones")).isZero();
        }
    }

    @Test
    void shouldDeleteNothingWhenListsFail() {
        // Given
        api.script("/virtualimages", 500, "");

        // When
        try (Replica replica = Replica.start(config, "one")) {
            eventually().untilAsserted(() -> assertThat(replica.sentence(VI)).contains("not open"));

            // Then
            assertThat(gets()).isZero();
            assertThat(topic.size()).isEqualTo(1);
            eventually().untilAsserted(() -> assertThat(replica.sentence(CVI)).isEmpty());
            api.unscript("/virtualimages");
            eventually().untilAsserted(() -> assertThat(topic.phase(KEY)).isEqualTo("tombstone"));
        }
    }

    @Test
    void shouldDeleteNothingWhenA404DoesNotComeFromAServerOfThisKind() {
        // Given
        api.script(OBJECT, 500, "");
        try (Replica replica = Replica.start(config, "one")) {
            eventually().untilAsserted(() -> assertThat(gets()).isPositive());

            // When
            api.script("/virtualimages", 404, "404 page not found");
            api.script(OBJECT, 404, "404 page not found");
            long before = gets();
            eventually().untilAsserted(() -> assertThat(gets()).isGreaterThan(before + 1));

            // Then
            assertThat(topic.size()).isEqualTo(1);
            api.unscript("/virtualimages");
            eventually().untilAsserted(() -> assertThat(topic.phase(KEY)).isEqualTo("tombstone"));
            assertThat(replica.count("rollcall.images.tombstones")).isEqualTo(1);
        }
    }

    @Test
    void shouldNameTheFixWhenRightsAreMissing() {
        // Given
        api.script("/selfsubjectaccessreviews", 201, "{\"status\":{\"allowed\":false}}");

        // When
        try (Replica replica = Replica.start(config, "one")) {

            // Then
            eventually()
                    .untilAsserted(
                            () -> assertThat(replica.sentence(VI))
                                    .isEqualTo(
                                            "the watcher may not get, list, watch virtualimages.virtualization.deckhouse.io in namespace"
                                                    + " team-a; grant that to its account, as deploy/rbac does: kubectl apply -k deploy/rbac/observe."));
            api.unscript("/selfsubjectaccessreviews");
            eventually().untilAsserted(() -> assertThat(replica.isReady()).isTrue());
        }
    }

    @Test
    void shouldTellAndWatchAllTheSameWhenTheCrdHasNoImageLost() {
        // Given
        String crd = Serialization.asJson(Crds.virtualImages());
        api.script("/customresourcedefinitions/" + VI, 200, crd.replace("\"ImageLost\"", "\"Elsewhere\""));
        api.script(OBJECT, 404, "");

        // When
        try (Replica replica = Replica.start(config, "one")) {

            // Then
            eventually()
                    .untilAsserted(
                            () -> assertThat(replica.sentence(VI))
                                    .isEqualTo(
                                            "the CRD virtualimages.virtualization.deckhouse.io does not allow ImageLost in"
                                                    + " status.phase, so it could not be written; upgrade its operator to a release that has it."));
            eventually().untilAsserted(() -> assertThat(topic.phase(KEY)).isEqualTo("tombstone"));
        }
    }

    @Test
    void shouldNameTheFixWhenTheApiServerDoesNotAnswer() {
        // Given
        api.close();

        // When
        try (Replica replica = Replica.start(config, "one")) {

            // Then
            eventually().untilAsserted(() -> assertThat(replica.sentence(VI))
                    .startsWith("the API server at http://127.0.0.1:")
                    .contains("does not answer")
                    .endsWith("check that it runs, and kubernetes.kubeconfig and kubernetes.context."));
            assertThat(replica.health().alive()).isTrue();
        }
    }

    @Test
    void shouldNameTheFixWhenARealServerKnowsUsNot(@TempDir Path directory) throws IOException {
        // Given
        RealParts.ofThisMachine().requireApiServer();
        Path real = RealParts.ofThisMachine().kubeconfig().orElseThrow();
        Path anonymous = Files.writeString(
                directory.resolve("anonymous"), Files.readString(real).replaceAll("\\{token: [^}]*}", "{}"));

        // When
        try (Replica replica = Replica.start(bus.config(anonymous, "team-a"), "one")) {

            // Then
            eventually().untilAsserted(() -> assertThat(replica.sentence(VI))
                    .contains("forbids a request")
                    .endsWith("grant this service's account the rights that it names."));
        }
    }

    private long gets() {
        return api.requests(OBJECT);
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(100));
    }
}
