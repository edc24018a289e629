package io.rollcall.statuswriter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.kind.ResourceKind.Write;
import io.rollcall.runtime.config.Mode;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.statuswriter.kube.ApiAnswer;
import io.rollcall.statuswriter.kube.HttpKubeApi;
import io.rollcall.statuswriter.kube.KubeClients;
import io.rollcall.statuswriter.kube.Preflight;
import io.rollcall.testkit.TestCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an API server makes of each call. */
class HttpKubeApiIT {
    private TestCluster cluster;
    private KubernetesClient client;
    private HttpKubeApi api;
    private GenericKubernetesResource image;
    private ImageKey key;

    @BeforeEach
    void open() {
        cluster = TestCluster.open();
        RollcallConfig config = RollcallConfig.of(
                Map.of("kubernetes.kubeconfig", cluster.kubeconfig().toString()));
        client = KubeClients.of(config.kubernetes());
        api = new HttpKubeApi(client, new SimpleMeterRegistry());
        image = cluster.images().createVirtualImage(cluster.newNamespace(), "ubuntu", Pictures.REGISTRY);
        key = new ImageKey(Samples.VI.crd(), image.getMetadata().getNamespace(), "ubuntu");
    }

    @AfterEach
    void close() {
        client.close();
        cluster.close();
    }

    @Test
    void shouldReadThePatchedStatusBackWithItsEmptyMessage() {
        // Given
        ObjectNode patch = patch("Ready");
        // When
        ApiAnswer answer = api.patch(Samples.VI, key, Write.STATUS, patch);
        // Then
        assertThat(answer).isInstanceOf(ApiAnswer.Ok.class);
        JsonNode status = read().path("status");
        assertThat(status.path("conditions")).hasSize(1);
        assertThat(status.path("conditions").get(0).path("message").textValue()).isEmpty();
        assertThat(status.path("format").asText()).isEqualTo("qcow2");
    }

    @Test
    void shouldConflictWhenTheVersionIsOld() {
        // Given
        ObjectNode patch = patch("ImageLost");
        assertThat(api.patch(Samples.VI, key, Write.STATUS, patch)).isInstanceOf(ApiAnswer.Ok.class);
        // When
        ApiAnswer answer = api.patch(Samples.VI, key, Write.STATUS, patch.put("again", true));
        // Then
        assertThat(answer).isInstanceOf(ApiAnswer.Conflict.class);
    }

    @Test
    void shouldFindNothingWhenTheObjectIsGone() {
        // Given
        cluster.images().handle(image).delete();
        // When
        ApiAnswer answer = api.patch(Samples.VI, key, Write.STATUS, patch("ImageLost"));
        // Then
        assertThat(answer).isInstanceOf(ApiAnswer.NotFound.class);
        assertThat(api.get(Samples.VI, key)).isInstanceOf(ApiAnswer.NotFound.class);
    }

    @Test
    void shouldBeRefusedWhenTheCrdDoesNotKnowThePhase() {
        // Given
        assumeThat(cluster.isReal()).as("the mock validates nothing").isTrue();
        // When
        ApiAnswer answer = api.patch(Samples.VI, key, Write.STATUS, patch("Mislaid"));
        // Then
        assertThat(answer).isInstanceOf(ApiAnswer.Invalid.class);
        assertThat(answer.message()).contains("status.phase");
    }

    @Test
    void shouldConflictWhenTheEventExists() {
        // Given
        JsonNode event = Samples.json("""
                {"apiVersion": "v1", "kind": "Event", "metadata": {"name": "ubuntu.1", "namespace": "%s"},
                 "involvedObject": {"namespace": "%s", "name": "ubuntu"}, "reason": "Test", "count": 1}
                """.formatted(key.namespace(), key.namespace()));
        assertThat(api.createEvent(key.namespace(), event)).isInstanceOf(ApiAnswer.Ok.class);
        // When
        ApiAnswer answer = api.createEvent(key.namespace(), event);
        // Then
        assertThat(answer).isInstanceOf(ApiAnswer.Conflict.class);
    }

    @Test
    void shouldFindNothingInTheWayOfAnAdministrator() {
        // When
        var findings = new Preflight(api, Samples.KINDS, Mode.WRITE, List.of()).check();
        // Then
        assertThat(findings).isEmpty();
    }

    private JsonNode read() {
        return ((ApiAnswer.Ok) api.get(Samples.VI, key)).body();
    }

    private ObjectNode patch(String phase) {
        return (ObjectNode) Samples.json("""
                {"metadata": {"resourceVersion": "%s"}, "status": {"phase": "%s", "conditions": [
                  {"type": "Ready", "status": "True", "reason": "Ready", "message": "",
                   "lastTransitionTime": "2026-11-21T10:00:00Z"}]}}
                """.formatted(image.getMetadata().getResourceVersion(), phase));
    }
}
