package io.rollcall.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.sandbox.Certificates;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.Manifest;
import io.rollcall.standalone.CommandRun;
import io.rollcall.testkit.ScriptedAnswer;
import io.rollcall.testkit.ScriptedRegistry;
import io.rollcall.testkit.TestCluster;
import io.rollcall.testkit.TestRegistry;
import io.rollcall.testkit.TestRegistry.Secured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of a real registry behind an in-cluster name, in which one thing is wrong. */
class DoctorRegistryIT {

    private static final String HOST = "dvcr.d8-virtualization.svc";
    private static final String ABOUT = "registry " + HOST + ": ";

    @TempDir
    static Path shared;

    @TempDir
    Path directory;

    private static Secured secured;
    private static TestCluster cluster;
    private static GenericKubernetesResource image;

    @BeforeAll
    static void open() {
        secured = TestRegistry.secured(shared, HOST);
        cluster = TestCluster.openMock();
        String namespace = cluster.newNamespace();
        image = cluster.images().createVirtualImage(namespace, "ubuntu", HOST);
        secured.registry()
                .push("vi/" + namespace + "/ubuntu", image.getMetadata().getUid(), Manifest.OCI);
    }

    @AfterAll
    static void close() {
        if (cluster != null) {
            cluster.close();
            secured.registry().close();
        }
    }

    @Test
    void shouldFindNothingWrongWhenNothingIs() {
        // When
        CommandRun run =
                doctor(secured.dockerConfig(), secured.ca(), secured.registry().host());

        // Then
        assertThat(run.out())
                .contains("✓ " + ABOUT + "takes connections at "
                        + secured.registry().host())
                .contains("! " + ABOUT + "its certificate is trusted (" + secured.ca() + ") and ends on ")
                .contains("✓ " + ABOUT + "takes the credentials in " + secured.dockerConfig())
                .contains("✓ " + ABOUT + "has virtualimages "
                        + image.getMetadata().getNamespace() + "/ubuntu (sha256:")
                .contains("✓ clock: agrees with that of registry " + HOST)
                .contains("✓ images: 1 is stored where registries allows")
                .contains("– broker: none is named; 'rollcall up' brings its own")
                .contains("Nothing is wrong; 1 worth a look, ")
                .contains("Next: 'rollcall up'")
                .doesNotContain("✗");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void shouldNameNodePullersPasswordWhenTheLoginIsRefused() throws IOException {
        // Given
        String auth = Base64.getEncoder()
                .encodeToString("node-puller:wrong".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Path config = Files.writeString(
                directory.resolve("config.json"), "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(HOST, auth));

        // When
        CommandRun run = doctor(config, secured.ca(), secured.registry().host());

        // Then
        assertThat(run.out())
                .contains("✗ " + ABOUT + "401. Put node-puller's password (Secret dvcr-secrets, key passwordRO) into "
                        + config + ".")
                .contains("– " + ABOUT + "no image was asked for")
                .doesNotContain(auth);
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void shouldSayHowToReadTheCaWhenAnotherIsTrusted() {
        // Given
        Path other =
                Certificates.in(directory.resolve("other"), Clock.systemUTC()).ca();

        // When
        CommandRun run =
                doctor(secured.dockerConfig(), other, secured.registry().host());

        // Then
        assertThat(run.out())
                .contains("✓ " + ABOUT + "takes connections")
                .contains("✗ " + ABOUT + "its certificate is signed by none of those in " + other
                        + ". Read it anew: kubectl -n d8-virtualization get secret dvcr-tls -o jsonpath='{.data.ca\\.crt}'"
                        + " | base64 -d > " + other);
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void shouldSayWhatAnExpiredCertificateNeeds() {
        // Given
        Clock lastMonth = Clock.fixed(Instant.now().minus(Duration.ofDays(30)), ZoneOffset.UTC);
        Certificates certificates = Certificates.in(directory.resolve("pki"), lastMonth);
        try (DockerRegistry expired = DockerRegistry.secured(
                directory.resolve("registry"),
                new DockerRegistry.Security(certificates.forNames(HOST), "admin", "s3cret"))) {
            // When
            CommandRun run = doctor(secured.dockerConfig(), certificates.ca(), expired.host());

            // Then
            assertThat(run.out())
                    .contains("✗ " + ABOUT + "its certificate has expired. Renew it, or set this machine's clock");
            assertThat(run.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void shouldTellAnotherNameAndNoTlsApartWhenNoSessionComesAbout() {
        // Given
        try (DockerRegistry plain = TestRegistry.plain(directory)) {
            // When
            CommandRun name = CommandRun.of(
                    args("other.example", secured.ca(), secured.registry().host()));
            CommandRun noTls = CommandRun.of(args(HOST, secured.ca(), plain.host()));

            // Then
            assertThat(name.out())
                    .contains("✗ registry other.example: its certificate is for another name")
                    .contains("Make connectTo (" + secured.registry().host() + ") lead to this registry.");
            assertThat(noTls.out())
                    .contains("✗ " + ABOUT + "what listens there speaks no TLS. Correct its port, or set plainHttp");
        }
    }

    @Test
    void shouldGiveThePortForwardWhenTheServiceIsNotReached() {
        // Given
        String forward = "kubectl -n d8-virtualization port-forward svc/dvcr 5443:443";

        // When
        CommandRun unknown = CommandRun.of(args(HOST, secured.ca(), null));
        CommandRun refused = CommandRun.of(args(HOST, secured.ca(), "127.0.0.1:1"));

        // Then
        assertThat(unknown.out())
                .contains("✗ " + ABOUT + "its name has no address here")
                .contains("run '" + forward + "' here and set connectTo: 127.0.0.1:5443");
        assertThat(refused.out())
                .contains("✗ " + ABOUT + "nothing listens at its address (connectTo, 127.0.0.1:1). Start '" + forward
                        + "', or correct connectTo.");
    }

    @Test
    void shouldAskWhetherItWasDeletedWhenAReadyImageIsAbsent() {
        // Given
        try (TestCluster other = TestCluster.openMock()) {
            String namespace = other.newNamespace();
            other.images().createVirtualImage(namespace, "debian", HOST);
            String[] args = args(HOST, secured.ca(), secured.registry().host());
            args[2] = other.kubeconfig().toString();

            // When
            CommandRun run = CommandRun.of(with(args, "registries[0].dockerConfig=" + secured.dockerConfig()));

            // Then
            assertThat(run.out())
                    .contains(
                            "✗ " + ABOUT + "of virtualimages " + namespace + "/debian, which the cluster says is Ready:"
                                    + " the registry itself says that it does not have it (HTTP 404, MANIFEST_UNKNOWN). If it was"
                                    + " deleted, all is well");
            assertThat(run.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void shouldSayWhatAnswersWhenItIsNoRegistry() {
        // Given
        try (ScriptedRegistry page = ScriptedRegistry.start()) {
            page.script("GET", "/v2/", ScriptedAnswer.notFoundPage());

            // When
            CommandRun run = CommandRun.of(args(page.host(), null, null));

            // Then
            assertThat(run.out())
                    .contains(
                            "✗ registry " + page.host() + ": what answers /v2/ there (404) is not a registry. Correct")
                    .contains("– registry " + page.host() + ": there is no certificate, it is asked over plain HTTP");
        }
    }

    @Test
    void shouldNameTheFileWhenItIsOfNoUse() throws IOException {
        // Given
        Path config = Files.writeString(directory.resolve("config.json"), "{\"auths\":{}}");

        // When
        CommandRun run = doctor(config, secured.ca(), secured.registry().host());

        // Then
        assertThat(run.out())
                .contains("✗ " + ABOUT + "The docker config " + config + " has no entry for " + HOST
                        + ". Add one under \"auths\".")
                .contains("– " + ABOUT + "it was not asked: its files must be right first");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    private static CommandRun doctor(Path dockerConfig, Path ca, String connectTo) {
        return CommandRun.of(with(args(HOST, ca, connectTo), "registries[0].dockerConfig=" + dockerConfig));
    }

    private static String[] args(String host, Path ca, String connectTo) {
        List<String> args = new ArrayList<>(
                List.of("doctor", "--kubeconfig", cluster.kubeconfig().toString()));
        args.addAll(List.of("--data-dir", shared.resolve("none").toString()));
        args.addAll(List.of("--set", "registries[0].host=" + host));
        if (ca != null) {
            args.addAll(List.of("--set", "registries[0].ca=" + ca));
        }
        if (connectTo != null) {
            args.addAll(List.of("--set", "registries[0].connectTo=" + connectTo));
        }
        return args.toArray(String[]::new);
    }

    private static String[] with(String[] args, String setting) {
        List<String> more = new ArrayList<>(List.of(args));
        more.addAll(List.of("--set", setting));
        return more.toArray(String[]::new);
    }
}
