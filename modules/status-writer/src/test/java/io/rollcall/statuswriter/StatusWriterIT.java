package io.rollcall.statuswriter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.codec.DeadLetter;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.testkit.Fault;
import io.rollcall.testkit.ImageAssert;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** The service between a real broker and an API server: the real one where there is one, else the mock. */
class StatusWriterIT extends OnACluster {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void shouldLoseAndRecoverAVirtualImage() {
        // Given
        GenericKubernetesResource image = virtualImage("ubuntu");
        rig.start();
        // When
        rig.send(pictures.absent(image, 0));
        await().atMost(SOON).untilAsserted(() -> assertThat(rig.alerts()).hasSize(1));
        GenericKubernetesResource lost = pictures.fresh(image);
        rig.send(pictures.present(image, 30));
        await().atMost(SOON).untilAsserted(() -> assertThat(rig.alerts()).hasSize(2));
        // Then
        ImageAssert.assertThat(lost)
                .hasPhase("ImageLost")
                .hasReadyCondition(
                        "False", "ImageLost", "The image data is no longer available and needs to be recreated.")
                .restOfStatusEquals(image);
        ImageAssert.assertThat(pictures.fresh(image))
                .hasPhase("Ready")
                .hasReadyCondition("True", "Ready", "")
                .restOfStatusEquals(image);
        assertThat(rig.transitions())
                .extracting(it ->
                        it.path("change").asText() + " " + it.path("outcome").asText())
                .containsExactly("imageLost WRITTEN", "imageRecovered WRITTEN");
        assertThat(pictures.events(image))
                .extracting(it -> it.getType() + " " + it.getReason())
                .containsExactlyInAnyOrder("Warning VirtualImageLost", "Normal VirtualImageLostRecovered");
        assertThat(rig.meters
                        .get("rollcall.transitions")
                        .tags("kind", "VirtualImage", "change", "imageLost", "outcome", "written")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldTellTheAlertAsAStructuredCloudEvent() {
        // Given
        GenericKubernetesResource image = virtualImage("ubuntu");
        rig.start();
        // When
        rig.send(pictures.absent(image, 0));
        await().atMost(SOON).untilAsserted(() -> assertThat(rig.alerts()).hasSize(1));
        // Then
        ConsumerRecord<byte[], byte[]> record =
                rig.records(rig.topics.alerts().name()).get(0);
        JsonNode alert = rig.alerts().get(0);
        String key = pictures.absent(image, 0).key().toString();
        assertThat(new String(record.headers().lastHeader("content-type").value(), UTF_8))
                .isEqualTo(Alert.CONTENT_TYPE);
        assertThat(new String(record.key(), UTF_8)).isEqualTo(key);
        assertThat(alert.path("specversion").asText()).isEqualTo("1.0");
        assertThat(alert.path("type").asText()).isEqualTo("io.rollcall.image.lost.v1");
        assertThat(alert.path("source").asText()).isEqualTo("/rollcall/test");
        assertThat(alert.path("subject").asText()).isEqualTo(key);
        assertThat(alert.path("id").asText())
                .isEqualTo(rig.transitions().get(0).path("id").asText());
        assertThat(alert.path("data").path("uid").asText())
                .isEqualTo(image.getMetadata().getUid());
    }

    @Test
    void shouldEmitAnEventThatKubectlFindsForAVirtualImage() {
        // Given
        GenericKubernetesResource image = virtualImage("ubuntu");
        rig.start();
        // When
        rig.send(pictures.absent(image, 0));
        await().atMost(SOON).untilAsserted(() -> assertThat(rig.alerts()).hasSize(1));
        // Then
        Event event = pictures.events(image).get(0);
        assertThat(event.getMetadata().getName())
                .isEqualTo("ubuntu." + rig.transitions().get(0).path("id").asText());
        assertThat(event.getInvolvedObject().getNamespace())
                .isEqualTo(image.getMetadata().getNamespace());
        assertThat(event.getInvolvedObject().getApiVersion()).isEqualTo(image.getApiVersion());
        assertThat(event.getInvolvedObject().getKind()).isEqualTo("VirtualImage");
        assertThat(event.getInvolvedObject().getName()).isEqualTo("ubuntu");
        assertThat(event.getMessage()).isEqualTo("The image data is no longer available and needs to be recreated.");
        assertThat(event.getSource().getComponent()).isEqualTo("rollcall-status-writer");
        assertThat(event.getReportingComponent()).isEqualTo("rollcall-status-writer");
        assertThat(event.getCount()).isEqualTo(1);
        assertThat(event.getFirstTimestamp())
                .isEqualTo(event.getLastTimestamp())
                .isNotNull();
        assertThat(event.getEventTime()).isNull();
    }

    @Test
    void shouldEmitAClusterVirtualImagesEventInDefault() {
        // Given
        GenericKubernetesResource image =
                cluster.images().createClusterVirtualImage(cluster.clusterName("debian"), Pictures.REGISTRY);
        rig.start();
        // When
        rig.send(pictures.absent(image, 0));
        await().atMost(SOON).untilAsserted(() -> assertThat(rig.alerts()).hasSize(1));
        // Then
        assertThat(pictures.phase(image)).isEqualTo("ImageLost");
        Event event = pictures.events(image).get(0);
        assertThat(event.getMetadata().getNamespace()).isEqualTo("default");
        assertThat(event.getInvolvedObject().getNamespace()).isNull();
        assertThat(event.getReason()).isEqualTo("ClusterVirtualImageLost");
    }

    @Test
    void shouldWriteNothingAndTellOnceOverARestartWhenObserving() {
        // Given
        GenericKubernetesResource image = virtualImage("ubuntu");
        rig.with("mode", "observe").start();
        ProbeResult absent = pictures.absent(image, 0);
        // When
        rig.send(absent);
        rig.send(absent);
        await().atMost(SOON).untilAsserted(() -> assertThat(rig.committed()).isEqualTo(2));
        rig.send(absent);
        await().atMost(SOON).untilAsserted(() -> assertThat(rig.committed()).isGreaterThanOrEqualTo(3));
        rig.stop();
        rig.start();
        rig.send(Pictures.again(absent, 2));
        await().atMost(SOON).untilAsserted(() -> assertThat(rig.committed()).isGreaterThanOrEqualTo(4));
        // Then
        assertThat(pictures.fresh(image).getMetadata().getResourceVersion())
                .isEqualTo(image.getMetadata().getResourceVersion());
        assertThat(pictures.events(image)).isEmpty();
        assertThat(rig.transitions())
                .extracting(it -> it.path("outcome").asText())
                .containsExactly("OBSERVED");
        assertThat(rig.alerts())
                .extracting(it -> it.path("data").path("mode").asText())
                .containsExactly("observe");
    }

    @Test
    void shouldAskForFreshEvidenceWhenTheEvidenceIsStale() {
        // Given
        GenericKubernetesResource image = virtualImage("ubuntu");
        rig.start();
        // When
        rig.send(pictures.absent(image, -600));
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        rig.records(rig.topics.probeRequests().name()))
                .hasSize(1));
        // Then
        ConsumerRecord<byte[], byte[]> record =
                rig.records(rig.topics.probeRequests().name()).get(0);
        JsonNode request = Samples.json(new String(record.value(), UTF_8));
        String target = image.get("status", "target", "registryURL");
        assertThat(new String(record.key(), UTF_8))
                .isEqualTo(target.substring(0, target.lastIndexOf(':')))
                .isEqualTo(request.path("repository").asText());
        assertThat(request.path("target").asText()).isEqualTo(target);
        assertThat(request.path("why").asText()).isEqualTo("RETRY");
        assertThat(Instant.parse(request.path("notBefore").asText()))
                .isEqualTo(Instant.parse(request.path("requestedAt").asText()).plusSeconds(1));
        assertThat(pictures.phase(image)).isEqualTo("Ready");
    }

    @Test
    void shouldLeaveTheNewObjectAloneWhenRecreatedUnderTheSameName() {
        // Given
        GenericKubernetesResource old = virtualImage("ubuntu");
        ProbeResult late = pictures.absent(old, 0);
        cluster.images().handle(old).delete();
        GenericKubernetesResource recreated =
                cluster.images().createVirtualImage(old.getMetadata().getNamespace(), "ubuntu", Pictures.REGISTRY);
        rig.start();
        // When
        rig.send(late);
        await().atMost(SOON).untilAsserted(() -> assertThat(rig.transitions()).hasSize(1));
        // Then
        assertThat(recreated.getMetadata().getUid()).isNotEqualTo(late.uid());
        assertThat(pictures.fresh(recreated).getMetadata().getResourceVersion())
                .isEqualTo(recreated.getMetadata().getResourceVersion());
        assertThat(rig.transitions().get(0).path("outcome").asText()).isEqualTo("STALE");
        assertThat(rig.alerts()).isEmpty();
    }

    @Test
    void shouldRecordMootWhenTheObjectIsGone() {
        // Given
        GenericKubernetesResource image = virtualImage("ubuntu");
        cluster.images().handle(image).delete();
        rig.start();
        // When
        rig.send(pictures.absent(image, 0));
        await().atMost(SOON).untilAsserted(() -> assertThat(rig.transitions()).hasSize(1));
        // Then
        assertThat(rig.transitions().get(0).path("outcome").asText()).isEqualTo("MOOT");
        assertThat(rig.alerts()).isEmpty();
    }

    @Test
    void shouldPutAnUnreadableRecordWholeIntoTheDeadLetters() {
        // Given
        byte[] key = {(byte) 0xff, 0, 1};
        byte[] value = "{\"schemaVersion\": 1, \"key\": 7".getBytes(UTF_8);
        GenericKubernetesResource image = virtualImage("ubuntu");
        rig.start();
        // When
        rig.send(key, value);
        rig.send(pictures.absent(image, 0));
        await().atMost(SOON).untilAsserted(() -> assertThat(rig.alerts()).hasSize(1));
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(rig.records(rig.topics.deadLetters().name())).hasSize(1));
        // Then
        ConsumerRecord<byte[], byte[]> letter =
                rig.records(rig.topics.deadLetters().name()).get(0);
        assertThat(letter.key()).isEqualTo(key);
        assertThat(letter.value()).isEqualTo(value);
        assertThat(new String(letter.headers().lastHeader(DeadLetter.TOPIC).value(), UTF_8))
                .isEqualTo(rig.topics.probeResults().name());
        assertThat(letter.headers().lastHeader(DeadLetter.REASON)).isNotNull();
    }

    @Test
    void shouldPauseAndLaterDoEverythingWhenTheApiServerIsDown() {
        // Given
        List<GenericKubernetesResource> images =
                List.of(virtualImage("one"), virtualImage("two"), virtualImage("three"));
        rig.start();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(rig.context.health().ready()).isTrue());
        rig.proxy.set(Fault.refuse());
        // When
        images.forEach(image -> rig.send(pictures.absent(image, 0)));
        await().atMost(SOON).untilAsserted(() -> assertThat(rig.unready()).contains("API server does not answer"));
        // Then
        await().during(Rig.PATIENCE.plusSeconds(1)).atMost(SOON).untilAsserted(() -> {
            assertThat(rig.context.health().ready()).isFalse();
            assertThat(rig.members()).isEqualTo(1);
            assertThat(rig.committed()).isZero();
            assertThat(rig.transitions()).isEmpty();
        });
        assertThat(rig.meters.get("rollcall.writer.paused").gauge().value()).isEqualTo(1);
        rig.proxy.set(Fault.pass());
        await().atMost(SOON).untilAsserted(() -> assertThat(rig.alerts()).hasSize(3));
        assertThat(images).allSatisfy(image -> assertThat(pictures.phase(image)).isEqualTo("ImageLost"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(rig.context.health().ready()).isTrue());
    }

    private GenericKubernetesResource virtualImage(String name) {
        return cluster.images().createVirtualImage(cluster.newNamespace(), name, Pictures.REGISTRY);
    }
}
