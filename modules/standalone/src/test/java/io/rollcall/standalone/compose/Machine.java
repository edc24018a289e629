package io.rollcall.standalone.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.standalone.services.Services;
import io.rollcall.testkit.TestBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A machine on which the Compose file is up: its containers are processes, its outside is the test kit's. */
final class Machine implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** The variables that somebody would set who runs {@code docker compose up}. */
    private static final Map<String, String> VARIABLES = Map.of(
            "ROLLCALL_MODE",
            "write",
            "ROLLCALL_JAVA_OPTS",
            "-Xmx256m -XX:TieredStopAtLevel=1 -Xshare:auto -Djava.io.tmpdir=/tmp");

    /** How long the groups wait for one that was killed; by default the watcher's and the writer's wait for 45 s. */
    private static final String CLIENT_PROPERTIES = """
            consumer.session.timeout.ms=6000
            consumer.heartbeat.interval.ms=1000
            """;

    private final ComposeFile file = ComposeFile.read(VARIABLES);
    private final List<Container> containers = new ArrayList<>();
    private final Path directory;
    private final ImageFiles image;
    private final String prefix = TestBroker.shared().uniquePrefix();
    private final Map<String, String> added = new HashMap<>();
    private final Outside outside;

    /** Nothing runs yet, and there is no kubeconfig. */
    Machine(Path directory, ImageFiles image, String registry) throws IOException {
        this.directory = open(directory);
        this.image = image;
        Path config = Files.createDirectory(directory.resolve("config"));
        this.outside = new Outside(
                Map.of(
                        "kafka:9092", TestBroker.shared().bootstrapServers(),
                        "registry:5000", registry,
                        // of the sandbox's command: its own name, where it listens, and its port
                        "sandbox", "127.0.0.1",
                        "0.0.0.0", "127.0.0.1",
                        "6443", "0"),
                Map.of("/etc/rollcall", config, "/etc/kubernetes/kubeconfig", kubeconfig()),
                new HashMap<>(Map.of(
                        "ROLLCALL_HTTP_BIND",
                        "127.0.0.1",
                        "ROLLCALL_HTTP_PORT",
                        "0",
                        "ROLLCALL_KAFKA_TOPIC_PREFIX",
                        prefix,
                        "ROLLCALL_KAFKA_CONFIG",
                        Files.writeString(directory.resolve("client.properties"), CLIENT_PROPERTIES)
                                .toString())));
        mount(config.resolve("rollcall.yaml"));
    }

    /** Lets the containers' user in. */
    static Path open(Path directory) throws IOException {
        return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The file of the sandbox, with the addresses of here. */
    private void mount(Path target) throws IOException {
        Path source = file.service("prober").binds().get(0).source().resolve("rollcall.yaml");
        Files.write(
                target, Files.readAllLines(source).stream().map(outside::here).toList());
    }

    private Path kubeconfig() {
        return directory.resolve("kubeconfig");
    }

    /** Mounts this one. */
    void mountKubeconfig(Path kubeconfig) {
        FlatKubeconfig.write(kubeconfig, kubeconfig());
    }

    /** Starts the file's own API server, and returns its kubeconfig when it is up. */
    Path sandbox() {
        Container sandbox = start("sandbox", "sandbox-1");
        awaitHealthy();
        return sandbox.file("rollcall/sandbox/kubeconfig");
    }

    String topicPrefix() {
        return prefix;
    }

    /** On an API server that others share: looks at this namespace alone. */
    void watchOnly(String namespace) {
        added.put("ROLLCALL_KUBERNETES_NAMESPACES", namespace);
    }

    /** Starts so many of each of the three services. */
    void up(int replicas) {
        for (int replica = 1; replica <= replicas; replica++) {
            for (Services.Entry service : Services.all()) {
                start(service.name(), service.name() + "-" + replica);
            }
        }
    }

    /** Starts one container of a service. */
    Container start(String service, String hostname) {
        Container container =
                Container.start(image, file.service(service), outside, directory.resolve("containers"), hostname);
        containers.add(container);
        return container;
    }

    /** Returns when every container's health check passes. */
    void awaitHealthy() {
        for (Container container : containers) {
            await(container.service() + " is healthy")
                    .atMost(PATIENCE)
                    .failFast(() -> assertThat(container.process().isAlive())
                            .as(container.said())
                            .isTrue())
                    .untilAsserted(() -> {
                        Container.Health health = container.health();
                        assertThat(health.ok())
                                .as(health.told() + "\n" + container.said())
                                .isTrue();
                    });
        }
    }

    /** Kills the first container of each service (SIGKILL), and leaves it so. */
    List<Container> killOneOfEach() {
        List<Container> killed = Services.all().stream()
                .map(service -> containers.stream()
                        .filter(container -> container.service().equals(service.name()))
                        .findFirst()
                        .orElseThrow())
                .toList();
        killed.forEach(container -> container.process().kill());
        containers.removeAll(killed);
        return killed;
    }

    /** What each container has said, to be shown when something did not come to pass. */
    String logs() {
        return String.join("\n", containers.stream().map(Container::said).toList());
    }

    @Override
    public void close() {
        containers.forEach(Container::close);
    }
}
