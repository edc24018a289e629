package io.rollcall.standalone.documents;

import static io.rollcall.testkit.ImageAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.testkit.RealParts;
import io.rollcall.testkit.TestCluster;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands by which docs/upgrade-and-undo.md sets an image to Ready, on a real API server, with kubectl and jq. */
class SetReadyIT {

    private static final String HEADING = "Set an image to Ready by hand";
    private static final Instant LOST_AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static TestCluster cluster;

    @TempDir
    Path directory;

    @BeforeAll
    static void openCluster() {
        RealParts.ofThisMachine().requireApiServer();
        for (String program : List.of("kubectl", "jq")) {
            assumeTrue(Bash.finds(program), program + " is not on the PATH: install it.");
        }
        cluster = TestCluster.open();
    }

    @AfterAll
    static void closeCluster() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void shouldChangePhaseAndReadyConditionAloneWhenImagesAreLost() {
        // Given
        String namespace = cluster.newNamespace();
        String debian = cluster.clusterName("debian");
        GenericKubernetesResource image =
                lost(cluster.images().createVirtualImage(namespace, "ubuntu", "registry.example.com"));
        GenericKubernetesResource clusterImage =
                lost(cluster.images().createClusterVirtualImage(debian, "registry.example.com"));
        Instant before = Instant.now().minusSeconds(1);

        // When
        Bash ended = run(block(0).replace("team-a", namespace).replace("debian", debian));

        // Then
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertReady(image, before);
        assertReady(clusterImage, before);
    }

    @Test
    void shouldSetEachToReadyWhenAllThatAreLostAreListed() {
        // Given
        String namespace = cluster.newNamespace();
        GenericKubernetesResource one =
                lost(cluster.images().createVirtualImage(namespace, "one", "registry.example.com"));
        GenericKubernetesResource two =
                lost(cluster.images().createVirtualImage(namespace, "two", "registry.example.com"));
        String name = cluster.clusterName("each");
        GenericKubernetesResource clusterImage =
                lost(cluster.images().createClusterVirtualImage(name, "registry.example.com"));
        Instant before = Instant.now().minusSeconds(1);
        // On a server with other tests' images, "all" are this test's.
        String own = block(1).replace("--all-namespaces", "-n " + namespace)
                .replace("get clustervirtualimages", "get clustervirtualimages --field-selector metadata.name=" + name);

        // When
        Bash ended = run(definition() + own);

        // Then
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertReady(one, before);
        assertReady(two, before);
        assertReady(clusterImage, before);
    }

    @Test
    void shouldLeaveAnImageAloneWhenItIsNotLost() {
        // Given
        String namespace = cluster.newNamespace();
        GenericKubernetesResource image =
                cluster.images().createVirtualImage(namespace, "ubuntu", "registry.example.com");

        // When
        Bash ended = run(definition() + "set_ready virtualimage ubuntu -n " + namespace);

        // Then
        assertThat(ended.exitCode()).isOne();
        assertThat(ended.output()).contains("not in phase ImageLost; nothing is changed");
        assertThat(current(image).getMetadata().getResourceVersion())
                .isEqualTo(image.getMetadata().getResourceVersion());
    }

    @Test
    void shouldChangeNothingWhenSomethingIsWrittenInBetween() {
        // Given
        String namespace = cluster.newNamespace();
        GenericKubernetesResource image =
                lost(cluster.images().createVirtualImage(namespace, "ubuntu", "registry.example.com"));
        String meanwhile = """
                jq() {
                  command jq "$@"
                  kubectl annotate virtualimage ubuntu -n %s written=meanwhile >/dev/null
                }
                """.formatted(namespace);

        // When
        Bash ended = run(meanwhile + definition() + "set_ready virtualimage ubuntu -n " + namespace);

        // Then
        assertThat(ended.exitCode()).isOne();
        assertThat(ended.output()).contains("Operation cannot be fulfilled", "Conflict");
        assertThat(current(image)).hasPhase("ImageLost").hasReadyCondition("False", "ImageLost", "It is gone.");
    }

    private void assertReady(GenericKubernetesResource lost, Instant before) {
        GenericKubernetesResource now = current(lost);
        assertThat(now).hasPhase("Ready").hasReadyCondition("True", "Ready", "").restOfStatusEquals(lost);
        assertThat(Instant.parse(ready(now).path("lastTransitionTime").asText()))
                .isBetween(before, Instant.now());
        assertThat(withoutStatus(now)).isEqualTo(withoutStatus(lost));
    }

    /** The image as upstream would leave it, with its Ready condition before another one. */
    private static GenericKubernetesResource lost(GenericKubernetesResource image) {
        ObjectNode object = JSON.valueToTree(image);
        ObjectNode status = (ObjectNode) object.path("status");
        status.put("phase", "ImageLost");
        ObjectNode ready = (ObjectNode) ready(image);
        ready.put("status", "False").put("reason", "ImageLost").put("message", "It is gone.");
        ready.put("lastTransitionTime", LOST_AT.toString());
        var conditions = status.putArray("conditions");
        JSON.<JsonNode>valueToTree(image).path("status").path("conditions").forEach(condition -> {
            boolean isReady = condition.path("type").asText().equals("Ready");
            conditions.add(isReady ? ready : condition);
        });
        conditions.add(
                ((ObjectNode) conditions.get(0)).deepCopy().put("type", "InUse").put("reason", "NotInUse"));
        return cluster.images()
                .handle(JSON.convertValue(object, GenericKubernetesResource.class))
                .updateStatus();
    }

    private static JsonNode ready(GenericKubernetesResource image) {
        for (JsonNode condition :
                JSON.<JsonNode>valueToTree(image).path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition;
            }
        }
        throw new AssertionError("no Ready condition");
    }

    /** All but the status, the version and who wrote what. */
    private static JsonNode withoutStatus(GenericKubernetesResource image) {
        ObjectNode object = JSON.valueToTree(image);
        object.remove("status");
        ((ObjectNode) object.path("metadata")).remove(List.of("resourceVersion", "managedFields"));
        return object;
    }

    private static GenericKubernetesResource current(GenericKubernetesResource image) {
        return cluster.images().handle(image).get();
    }

    private static String block(int index) {
        return Repository.document("docs/upgrade-and-undo.md")
                .blocks(HEADING)
                .get(index)
                .script();
    }

    /** The first block up to its first call. */
    private static String definition() {
        String block = block(0);
        return block.substring(0, block.indexOf("\nset_ready ") + 1);
    }

    private Bash run(String script) {
        String kubeconfig = cluster.kubeconfig().toAbsolutePath().toString();
        return Bash.run(directory, Map.of("KUBECONFIG", kubeconfig), script);
    }
}
