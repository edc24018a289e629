package io.rollcall.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Rollcall needs of an API server: the same of a mock and of a real one. */
abstract class ClusterContract {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T10:15:30.123Z"), ZoneOffset.UTC);

    private static final HttpPassage PASSING = new HttpPassage() {
        @Override
        public Way before(Request request) {
            return request.on();
        }

        @Override
        public Way after(Request request) {
            return request.on();
        }
    };

    @TempDir
    Path directory;

    private final String namespace = "rollcall-" + UUID.randomUUID().toString().substring(0, 8);
    private final String clusterImage = "cvi-" + namespace;
    private SandboxCluster cluster;
    private SampleImages images;

    abstract SandboxCluster start(Path directory);

    SandboxCluster cluster() {
        return cluster;
    }

    String clusterImage() {
        return clusterImage;
    }

    @BeforeEach
    void open() {
        cluster = start(directory);
        images = new SampleImages(cluster.client(), CLOCK);
        cluster.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
    }

    @AfterEach
    void close() {
        if (cluster == null) {
            return;
        }
        var contexts = cluster.client().genericKubernetesResources(Crds.context(Crds.virtualImages()));
        contexts.inNamespace(namespace).delete();
        cluster.client()
                .genericKubernetesResources(Crds.context(Crds.clusterVirtualImages()))
                .withName(clusterImage)
                .delete();
        cluster.client().namespaces().withName(namespace).delete();
        cluster.close();
    }

    @Test
    void shouldTellOfAnImageWhenItIsWatchedOverPlainHttpThroughAProxy() throws Exception {
        // Given
        try (HttpProxy proxy = HttpProxy.toApiServer(cluster.kubeconfig(), PASSING)) {
            HttpRequest watch = HttpRequest.newBuilder(
                            URI.create("http://%s/apis/%s/v1alpha2/namespaces/%s/virtualimages?watch=true"
                                    .formatted(
                                            proxy.host(),
                                            Crds.virtualImages().getSpec().getGroup(),
                                            namespace)))
                    .build();
            HttpResponse<InputStream> events = HttpClient.newHttpClient().send(watch, BodyHandlers.ofInputStream());
            BufferedReader lines = new BufferedReader(new InputStreamReader(events.body(), UTF_8));

            // When
            images.createVirtualImage(namespace, "ubuntu", "registry.example.com:5000");

            // Then
            assertThat(events.statusCode()).isEqualTo(200);
            assertThat(assertTimeoutPreemptively(Duration.ofSeconds(30), lines::readLine))
                    .contains("\"ADDED\"", "\"ubuntu\"");
            assertThat(proxy.openWatches()).isEqualTo(1);
        }
    }

    @Test
    void shouldHaveBothCrdsEstablishedWithImageLostAmongTheirPhases() {
        // When
        var found = Crds.all().stream()
                .map(crd -> cluster.client()
                        .apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .withName(crd.getMetadata().getName())
                        .get())
                .toList();

        // Then
        assertThat(found).hasSize(2).allSatisfy(crd -> {
            assertThat(CrdSetup.established(crd)).isTrue();
            var schema = crd.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema();
            assertThat(schema.getProperties()
                            .get("status")
                            .getProperties()
                            .get("phase")
                            .getEnum())
                    .extracting(JsonNode::asText)
                    .contains("Ready", "ImageLost");
        });
        assertThat(cluster.crdsAreOurs()).isTrue();
    }

    @Test
    void shouldCreateAVirtualImageThatIsReady() {
        // When
        GenericKubernetesResource image = images.createVirtualImage(namespace, "ubuntu", "127.0.0.1:5000");

        // Then
        JsonNode status = json(image).path("status");
        assertThat(status.path("phase").asText()).isEqualTo("Ready");
        assertThat(status.path("target").path("registryURL").asText())
                .isEqualTo("127.0.0.1:5000/vi/" + namespace + "/ubuntu:"
                        + image.getMetadata().getUid());
        assertThat(status.path("size").path("storedBytes").isTextual()).isTrue();
        assertThat(status.path("observedGeneration").asLong())
                .isEqualTo(image.getMetadata().getGeneration());
        assertThat(status.path("conditions")).hasSize(2).allSatisfy(condition -> {
            assertThat(condition.path("status").asText()).isEqualTo("True");
            assertThat(condition.path("message").asText("absent")).isEmpty();
            assertThat(condition.path("lastTransitionTime").asText()).isEqualTo("2026-11-21T10:15:30Z");
        });
        assertThat(json(image).path("spec").path("storage").asText()).isEqualTo("ContainerRegistry");
        assertThat(json(images.handle(image).get())).isEqualTo(json(image));
    }

    @Test
    void shouldCreateAClusterVirtualImageThatIsReady() {
        // When
        GenericKubernetesResource image = images.createClusterVirtualImage(clusterImage, "127.0.0.1:5000");

        // Then
        assertThat(json(image).path("status").path("phase").asText()).isEqualTo("Ready");
        assertThat(json(image).path("status").path("target").path("registryURL").asText())
                .isEqualTo("127.0.0.1:5000/cvi/" + clusterImage + ":"
                        + image.getMetadata().getUid());
        assertThat(json(image).path("spec").has("storage")).isFalse();
        assertThat(images.handle(image).get().getMetadata().getUid())
                .isEqualTo(image.getMetadata().getUid());
    }

    @Test
    void shouldLeaveTheStatusAloneWhenTheMainResourceIsUpdated() {
        // Given
        GenericKubernetesResource image = images.createVirtualImage(namespace, "ubuntu", "127.0.0.1:5000");

        // When
        images.handle(image).edit(current -> {
            current.getMetadata().setAnnotations(Map.of("rollcall.io/requestedAt", "now"));
            current.setAdditionalProperty("status", Map.of("phase", "Failed"));
            return current;
        });

        // Then
        GenericKubernetesResource after = images.handle(image).get();
        assertThat(after.getMetadata().getAnnotations()).containsEntry("rollcall.io/requestedAt", "now");
        assertThat(json(after).path("status")).isEqualTo(json(image).path("status"));
    }

    @Test
    void shouldTellAnotherClientOfAStatusChange() throws Exception {
        // Given
        GenericKubernetesResource image = images.createVirtualImage(namespace, "ubuntu", "127.0.0.1:5000");
        BlockingQueue<String> phases = new LinkedBlockingQueue<>();
        try (KubernetesClient other = ExternalCluster.client(cluster.kubeconfig());
                var informer = other.genericKubernetesResources(Crds.context(Crds.virtualImages()))
                        .inNamespace(namespace)
                        .inform(new PhaseListener(phases))) {
            assertThat(phases.poll(10, SECONDS)).isEqualTo("Ready");

            // When
            image.setAdditionalProperty("status", Map.of("phase", "ImageLost"));
            images.handle(image).updateStatus();

            // Then
            assertThat(phases.poll(10, SECONDS)).isEqualTo("ImageLost");
            assertThat(informer.isRunning()).isTrue();
        }
    }

    @Test
    void shouldReplaceListsAndLeaveOtherFieldsWhenMergePatched() {
        // Given
        GenericKubernetesResource image = images.createVirtualImage(namespace, "ubuntu", "127.0.0.1:5000");

        // When
        String conditions = "[{\"type\":\"Ready\",\"status\":\"True\",\"reason\":\"Ready\",\"message\":\"\","
                + "\"lastTransitionTime\":\"2026-11-21T10:00:00Z\"}]";
        images.handle(image)
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"status\":{\"phase\":\"ImageLost\",\"conditions\":" + conditions + "}}");
        images.handle(image)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"rollcall.io/test\":\"yes\"}}}");

        // Then
        GenericKubernetesResource patched = images.handle(image).get();
        JsonNode status = new ObjectMapper().valueToTree(patched).path("status");
        assertThat(status.path("conditions")).hasSize(1);
        assertThat(status.path("conditions").path(0).path("message").textValue())
                .isEmpty();
        assertThat(status.path("phase").asText()).isEqualTo("ImageLost");
        assertThat(status.path("format").asText()).isEqualTo("qcow2");
        assertThat(patched.getMetadata().getAnnotations()).containsEntry("rollcall.io/test", "yes");
        assertThat(patched.getMetadata().getUid()).isEqualTo(image.getMetadata().getUid());
    }

    @Test
    void shouldConflictWhenTheStatusIsPatchedFromAStaleVersion() {
        // Given
        GenericKubernetesResource stale = images.createVirtualImage(namespace, "ubuntu", "127.0.0.1:5000");
        images.handle(stale).edit(current -> {
            current.getMetadata().setAnnotations(Map.of("touched", "yes"));
            return current;
        });

        // When / Then
        String patch = "{\"metadata\":{\"resourceVersion\":\"%s\"},\"status\":{\"phase\":\"ImageLost\"}}"
                .formatted(stale.getMetadata().getResourceVersion());
        assertThatThrownBy(() ->
                        images.handle(stale).subresource("status").patch(PatchContext.of(PatchType.JSON_MERGE), patch))
                .isInstanceOfSatisfying(KubernetesClientException.class, e -> assertThat(e.getCode())
                        .isEqualTo(409));
    }

    @Test
    void shouldSayWhetherAnActionIsAllowed() {
        // When
        var review = cluster.client()
                .authorization()
                .v1()
                .selfSubjectAccessReview()
                .create(new SelfSubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withNewResourceAttributes()
                        .withGroup("virtualization.deckhouse.io")
                        .withResource("virtualimages")
                        .withSubresource("status")
                        .withVerb("patch")
                        .endResourceAttributes()
                        .endSpec()
                        .build());

        // Then
        assertThat(review.getStatus().getAllowed()).isTrue();
    }

    private static JsonNode json(Object object) {
        return new ObjectMapper().valueToTree(object);
    }
}
