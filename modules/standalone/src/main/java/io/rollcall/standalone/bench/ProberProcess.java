package io.rollcall.standalone.bench;

import io.rollcall.contract.topics.Topics;
import io.rollcall.standalone.RollcallMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** {@code rollcall prober} in a process of its own, which ends with this one. */
final class ProberProcess implements AutoCloseable {

    private static final Duration STOP = Duration.ofSeconds(30);

    private final ChildProcess process;

    private ProberProcess(ChildProcess process) {
        this.process = process;
    }

    /**
     * What it works on.
     *
     * @param hosts of registries that speak HTTP
     */
    record Setup(Site site, String servers, Topics topics, List<String> hosts) {

        private String config() {
            String registries = hosts.stream()
                    .map(host ->
                            "  - {host: \"%s\", plainHttp: true, policy: {inFlight: 64, rate: 1000000/s, burst: 1000000}}\n"
                                    .formatted(host))
                    .collect(Collectors.joining());
            return """
                    kafka: {bootstrapServers: "%s", topicPrefix: %s, partitions: %d, replicationFactor: 1, minInSyncReplicas: 1}
                    prober: {standbyReplicas: 0}
                    sweep: {schedule: ""}
                    http: {bind: 127.0.0.1, port: 0}
                    registries:
                    """.formatted(servers, topics.prefix(), topics.partitions()) + registries;
        }
    }

    /** Returns at once. */
    static ProberProcess start(Setup setup) throws IOException {
        Path config = Files.writeString(setup.site().of("rollcall.yaml"), setup.config());
        ChildProcess process = ChildProcess.start(
                new ProcessBuilder(List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:+UseSerialGC",
                                "-Xmx1g",
                                "-cp",
                                System.getProperty("java.class.path"),
                                RollcallMain.class.getName(),
                                "prober",
                                "--config",
                                config.toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(setup.site().of("prober.log").toFile()),
                STOP);
        return new ProberProcess(process);
    }

    /** Stops it as an orderly restart does: it leaves its group. */
    @Override
    public void close() {
        process.close();
    }
}
