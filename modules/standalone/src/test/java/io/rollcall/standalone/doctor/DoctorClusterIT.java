package io.rollcall.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.rollcall.sandbox.Crds;
import io.rollcall.standalone.CommandRun;
import io.rollcall.standalone.up.Kubeconfigs;
import io.rollcall.testkit.ScriptedAnswer;
import io.rollcall.testkit.ScriptedRegistry;
import io.rollcall.testkit.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of a cluster in which one thing is wrong. */
class DoctorClusterIT {

    private static final String VIRTUAL_IMAGES = "virtualimages.virtualization.deckhouse.io";

    @TempDir
    Path directory;

    @Test
    void shouldSayWhereItLookedWhenNoApiServerAnswers() throws IOException {
        // Given
        Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), Kubeconfigs.at("http://127.0.0.1:1"));

        // When
        CommandRun run = doctor(kubeconfig);

        // Then
        assertThat(run.out())
                .contains("✗ API server: http://127.0.0.1:1 does not answer (")
                .contains("Check that it runs, and that " + kubeconfig + ", context test is the cluster you mean")
                .contains("– CRD " + VIRTUAL_IMAGES + ": the API server must answer first")
                .contains("– images: the API server must answer first");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void shouldSayWhatIsMissingWhenThereIsNoKubeconfig() {
        // When
        CommandRun run = doctor(directory.resolve("nowhere"));

        // Then
        assertThat(run.out()).contains("✗ configuration: --kubeconfig").contains("nowhere");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void shouldAskForCredentialsWhenTheTokenIsUnknown() throws IOException {
        // Given
        try (ScriptedApi api = new ScriptedApi().failing("/version", 401)) {
            // When
            CommandRun run = doctor(api.kubeconfig(directory));

            // Then
            assertThat(run.out())
                    .contains("does not accept the credentials (401). Renew the token or the certificate in the"
                            + " kubeconfig (" + directory.resolve("kubeconfig"));
            assertThat(run.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void shouldNameServiceAndRightWhenOneIsMissing() throws IOException {
        // Given
        try (ScriptedApi api = new ScriptedApi().denying("\"verb\":\"watch\"")) {
            // When
            CommandRun run = doctor(api.kubeconfig(directory));

            // Then
            assertThat(run.out())
                    .contains("✗ rights of the watcher: it may not watch " + VIRTUAL_IMAGES
                            + ". Grant that to its account, as deploy/rbac does: kubectl apply -k deploy/rbac/observe.")
                    .contains("✓ rights of the status-writer: get " + VIRTUAL_IMAGES);
            assertThat(run.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void shouldWantTheRightsToWriteOnlyWhenModeIsWrite() throws IOException {
        // Given
        try (ScriptedApi api = new ScriptedApi().denying("\"verb\":\"patch\"")) {
            Path kubeconfig = api.kubeconfig(directory);

            // When
            CommandRun observe = doctor(kubeconfig);
            CommandRun write = doctor(kubeconfig, "--mode", "write");

            // Then
            assertThat(observe.out()).contains("– rights of the status-writer: patch and create events are of no need");
            assertThat(observe.exitCode()).isZero();
            assertThat(write.out())
                    .contains(
                            "✗ rights of the status-writer: it may not patch " + VIRTUAL_IMAGES
                                    + "/status. Grant that to its account, as deploy/rbac does: kubectl apply -k deploy/rbac/write.")
                    .contains("✓ rights of the status-writer: create events");
            assertThat(write.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void shouldTellByHowMuchWhenClocksDisagree() throws IOException {
        // Given
        try (ScriptedApi api = new ScriptedApi()) {
            Path kubeconfig = api.kubeconfig(directory);

            // When
            CommandRun minutes = doctor(shifted(Duration.ofMinutes(-5)), kubeconfig);
            CommandRun seconds = doctor(shifted(Duration.ofSeconds(20)), kubeconfig);

            // Then
            assertThat(minutes.out())
                    .containsPattern(
                            "✗ clock: this machine's is [45] min behind the API server's, .* Set this machine's")
                    .containsPattern("✗ clock: this machine's is [45] min behind that of registry 127");
            assertThat(minutes.exitCode()).isEqualTo(1);
            assertThat(seconds.out())
                    .containsPattern("! clock: this machine's is (19|2\\d) s ahead of the API server's");
            assertThat(seconds.exitCode()).isZero();
        }
    }

    @Test
    void shouldNameTheOperatorWhenACrdIsMissingOrTooOld() {
        // Given
        try (TestCluster cluster = TestCluster.openMock()) {
            var crds = cluster.client().apiextensions().v1().customResourceDefinitions();
            crds.withName(Crds.clusterVirtualImages().getMetadata().getName()).delete();
            crds.resource(withoutImageLost(Crds.virtualImages())).update();

            // When
            CommandRun run = doctor(cluster.kubeconfig());

            // Then
            assertThat(run.out())
                    .contains("✗ CRD " + VIRTUAL_IMAGES + ": does not allow ImageLost in status.phase, so it could not"
                            + " be written. Upgrade its operator to a release that has it.")
                    .contains("✗ CRD cluster" + VIRTUAL_IMAGES
                            + ": does not exist in this cluster. Install the operator");
            assertThat(run.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void shouldNameTheHostThatNoEntryAllows() {
        // Given
        try (TestCluster cluster = TestCluster.openMock()) {
            cluster.images().createVirtualImage(cluster.newNamespace(), "ubuntu", "elsewhere.example:5000");

            // When
            CommandRun run = doctor(cluster.kubeconfig());

            // Then
            assertThat(run.out())
                    .contains("✗ images: 1 is stored at elsewhere.example:5000, which no entry of registries allows."
                            + " Add '- host: elsewhere.example:5000' to registries");
            assertThat(run.exitCode()).isEqualTo(1);
        }
    }

    private static Clock shifted(Duration ahead) {
        return Clock.offset(Clock.systemUTC(), ahead);
    }

    private static JSONSchemaProps property(JSONSchemaProps schema, String name) {
        return schema.getProperties().get(name);
    }

    private static CustomResourceDefinition withoutImageLost(CustomResourceDefinition crd) {
        crd.getSpec().getVersions().forEach(version -> property(
                        property(version.getSchema().getOpenAPIV3Schema(), "status"), "phase")
                .getEnum()
                .removeIf(value -> value.asText().equals("ImageLost")));
        return crd;
    }

    private CommandRun doctor(Path kubeconfig, String... more) {
        return doctor(Clock.systemUTC(), kubeconfig, more);
    }

    private CommandRun doctor(Clock clock, Path kubeconfig, String... more) {
        List<String> args = new ArrayList<>(List.of("doctor", "--kubeconfig", kubeconfig.toString()));
        args.addAll(List.of("--data-dir", directory.resolve("none").toString()));
        args.addAll(List.of(more));
        try (ScriptedRegistry registry = ScriptedRegistry.start()) {
            registry.script("GET", "/v2/", ScriptedAnswer.of(200).with("Content-Type", "application/json"));
            args.addAll(List.of("--set", "registries[0].host=" + registry.host()));
            return CommandRun.at(clock, args.toArray(String[]::new));
        }
    }
}
