package io.rollcall.statuswriter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.runtime.config.Mode;
import io.rollcall.statuswriter.kube.ApiAnswer;
import io.rollcall.statuswriter.kube.KubeApi;
import io.rollcall.statuswriter.kube.Preflight;
import io.rollcall.statuswriter.kube.Preflight.Finding;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreflightTest {
    private static final String PHASES = "\"Pending\", \"Ready\", \"ImageLost\"";

    private final Server server = new Server();

    @Test
    void shouldFindNothingWhenAllIsAsItShouldBe() {
        // When
        List<Finding> findings = check(Mode.WRITE, List.of());
        // Then
        assertThat(findings).isEmpty();
        assertThat(server.asked)
                .containsExactly(
                        "get virtualimages",
                        "patch virtualimages/status",
                        "create events",
                        "get clustervirtualimages",
                        "patch clustervirtualimages/status",
                        "create events in default");
    }

    @Test
    void shouldNeedNoMoreThanToReadWhenObserving() {
        // When
        check(Mode.OBSERVE, List.of());
        // Then
        assertThat(server.asked).containsExactly("get virtualimages", "get clustervirtualimages");
    }

    @Test
    void shouldAskForEachNamespaceThatIsWatched() {
        // When
        check(Mode.OBSERVE, List.of("team-a", "team-b"));
        // Then
        assertThat(server.asked)
                .containsExactly(
                        "get virtualimages in team-a", "get virtualimages in team-b", "get clustervirtualimages");
    }

    @Test
    void shouldTellButNotBlockWhenTheCrdDoesNotKnowImageLost() {
        // Given
        server.phases = "\"Pending\", \"Ready\"";
        // When
        List<Finding> findings = check(Mode.WRITE, List.of());
        // Then
        assertThat(findings).hasSize(2).allSatisfy(finding -> {
            assertThat(finding.blocking()).isFalse();
            assertThat(finding.sentence()).contains("does not allow ImageLost in status.phase; upgrade");
        });
    }

    @Test
    void shouldBlockWhenACrdIsMissing() {
        // Given
        server.crd = new ApiAnswer.NotFound("no");
        // When
        List<Finding> findings = check(Mode.OBSERVE, List.of());
        // Then
        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.blocking()).isTrue();
            assertThat(finding.sentence()).contains("is not installed; install");
        });
    }

    @Test
    void shouldBlockWhenTheServerDoesNotAnswer() {
        // Given
        server.ready = new ApiAnswer.Unavailable("connection refused");
        // When
        List<Finding> findings = check(Mode.WRITE, List.of());
        // Then
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.blocking()).isTrue();
            assertThat(finding.sentence()).contains("connection refused").contains("check the kubeconfig");
        });
    }

    @Test
    void shouldTellButNotBlockWhenTheCrdsMayNotBeRead() {
        // Given
        server.crd = new ApiAnswer.Forbidden("no", false);
        // When
        List<Finding> findings = check(Mode.WRITE, List.of());
        // Then
        assertThat(findings).hasSize(2).allSatisfy(finding -> {
            assertThat(finding.blocking()).isFalse();
            assertThat(finding.sentence())
                    .startsWith("The status-writer may not get the CRD ")
                    .endsWith(": kubectl apply -k deploy/rbac/write.");
        });
    }

    private List<Finding> check(Mode mode, List<String> namespaces) {
        return new Preflight(server, Samples.KINDS, mode, namespaces).check();
    }

    private static final class Server implements KubeApi {
        private final List<String> asked = new ArrayList<>();
        private String phases = PHASES;
        private ApiAnswer ready = new ApiAnswer.Ok(Samples.json("{}"));
        private ApiAnswer crd;

        @Override
        public ApiAnswer crd(String name) {
            return crd != null ? crd : new ApiAnswer.Ok(Samples.json("""
                    {"spec": {"versions": [{"name": "v1alpha2", "served": true, "schema": {"openAPIV3Schema":
                      {"properties": {"status": {"properties": {"phase": {"enum": [%s]}}}}}}}]}}
                    """.formatted(phases)));
        }

        @Override
        public ApiAnswer review(JsonNode right) {
            String subresource = right.path("subresource").asText();
            String namespace = right.path("namespace").asText();
            asked.add(right.path("verb").asText() + " " + right.path("resource").asText()
                    + (subresource.isEmpty() ? "" : "/" + subresource)
                    + (namespace.isEmpty() ? "" : " in " + namespace));
            return new ApiAnswer.Ok(Samples.json("{\"status\": {\"allowed\": true}}"));
        }

        @Override
        public ApiAnswer ready() {
            return ready;
        }

        @Override
        public ApiAnswer get(ResourceKind kind, ImageKey key) {
            throw new AssertionError("a preflight reads no object");
        }

        @Override
        public ApiAnswer patch(ResourceKind kind, ImageKey key, ResourceKind.Write where, JsonNode patch) {
            throw new AssertionError("a preflight writes nothing");
        }

        @Override
        public ApiAnswer createEvent(String namespace, JsonNode event) {
            throw new AssertionError("a preflight writes nothing");
        }
    }
}
