package io.rollcall.standalone.init;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.rollcall.sandbox.Manifest;
import io.rollcall.standalone.CommandProcess;
import io.rollcall.standalone.CommandRun;
import io.rollcall.testkit.TestCluster;
import io.rollcall.testkit.TestRegistry;
import io.rollcall.testkit.TestRegistry.Secured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a cluster with a real registry behind an in-cluster name to files with which everything runs. */
class InitIT {

    private static final String HOST = "dvcr.d8-virtualization.svc";
    private static final String PASSWORD = "s3cret";

    @TempDir
    Path directory;

    private TestCluster cluster;

    @BeforeEach
    void open() {
        cluster = TestCluster.openMock();
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void shouldWriteWhatDoctorAndUpTake() throws IOException {
        // Given
        Secured secured = TestRegistry.secured(directory.resolve("registry"), HOST);
        try (var registry = secured.registry()) {
            secret("dvcr-dockercfg-rw", ".dockerconfigjson", Files.readString(secured.dockerConfig()));
            secret("dvcr-tls", "ca.crt", Files.readString(secured.ca()));
            GenericKubernetesResource image =
                    cluster.images().createVirtualImage(cluster.newNamespace(), "ubuntu", HOST);
            registry.push(
                    "vi/" + image.getMetadata().getNamespace() + "/ubuntu",
                    image.getMetadata().getUid(),
                    Manifest.OCI);

            // When
            CommandRun init = init();

            // Then
            Path config = directory.resolve("out/rollcall.yaml");
            assertThat(init.exitCode()).as(init.err()).isZero();
            assertThat(init.out())
                    .contains(HOST + "        1 image")
                    .contains("! config.json holds a user who may also push: there is no Secret"
                            + " d8-virtualization/dvcr-secrets")
                    .contains("  kubectl -n d8-virtualization port-forward svc/dvcr 5443:443")
                    .contains("  rollcall doctor --config " + config + " --kubeconfig " + cluster.kubeconfig())
                    .doesNotContain(
                            PASSWORD,
                            Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(directory.resolve("out/config.json"))))
                    .isEqualTo("rw-------");

            // When
            CommandRun away = doctor(config);
            Files.writeString(
                    config,
                    Files.readString(config)
                            .replace("    # connectTo: 127.0.0.1:5443", "    connectTo: " + registry.host()));
            CommandRun here = doctor(config);

            // Then
            assertThat(away.out()).contains("✗ registry " + HOST + ": its name has no address here");
            assertThat(away.exitCode()).isEqualTo(1);
            assertThat(here.out())
                    .contains("✓ registry " + HOST + ": has virtualimages")
                    .doesNotContain("✗");
            assertThat(here.exitCode()).isZero();
            try (CommandProcess up = CommandProcess.start(
                    "up",
                    "--config",
                    config.toString(),
                    "--kubeconfig",
                    cluster.kubeconfig().toString(),
                    "--data-dir",
                    directory.resolve("data").toString(),
                    "--http-port",
                    "0",
                    "--sweep",
                    "@every 1s")) {
                up.awaitOut("  ready +all three");
                assertThat(up.out()).noneMatch(line -> line.contains("would lose"));
            }
        }
    }

    @Test
    void shouldTakeThePullOnlyUserAndShowNoPassword() throws IOException {
        // Given
        secret("dvcr-secrets", "passwordRO", PASSWORD);
        secret("dvcr-tls", "ca.crt", "-----BEGIN CERTIFICATE-----\n");

        // When
        CommandRun init = init();

        // Then
        String auth = Base64.getEncoder().encodeToString(("node-puller:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        assertThat(init.out())
                .contains("config.json", "node-puller, who may only pull; readable by you alone")
                .doesNotContain(PASSWORD, auth);
        assertThat(directory.resolve("out/config.json")).content().contains(HOST, auth);
        assertThat(init.err()).isEmpty();
    }

    @Test
    void shouldOverwriteNothingUnlessItIsForced() throws IOException {
        // Given
        secret("dvcr-secrets", "passwordRO", PASSWORD);
        Files.createDirectories(directory.resolve("out"));
        Path mine = Files.writeString(directory.resolve("out/config.json"), "mine");

        // When
        CommandRun refused = init();
        CommandRun forced = init("--force");

        // Then
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("rollcall: " + mine + " exists; give --force to replace what is there");
        assertThat(forced.exitCode()).isZero();
        assertThat(mine).content().contains("auths");
    }

    @Test
    void shouldWriteNothingAndSayWhatIsMissingWhenThereIsNothing() {
        // When
        CommandRun init = init();

        // Then
        assertThat(init.exitCode()).isEqualTo(1);
        assertThat(init.err()).contains("there is no image in this cluster yet").contains("--namespace");
        assertThat(directory.resolve("out")).doesNotExist();
    }

    private void secret(String name, String key, String value) {
        cluster.client()
                .secrets()
                .inNamespace("d8-virtualization")
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .addToData(key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)))
                        .build())
                .create();
    }

    private CommandRun init(String... more) {
        List<String> args = new ArrayList<>(
                List.of("init", "--kubeconfig", cluster.kubeconfig().toString()));
        args.addAll(List.of("--dir", directory.resolve("out").toString()));
        args.addAll(List.of(more));
        return CommandRun.of(args.toArray(String[]::new));
    }

    private CommandRun doctor(Path config) {
        return CommandRun.of(
                "doctor",
                "--data-dir",
                directory.resolve("none").toString(),
                "--config",
                config.toString(),
                "--kubeconfig",
                cluster.kubeconfig().toString());
    }
}
