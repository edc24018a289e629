package io.rollcall.standalone.bench;

import io.rollcall.contract.topics.Topics;
import io.rollcall.standalone.RollcallMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** {@code rollcall prober} in a process of its own, which ends with this one. */
final class ProberProcess implements AutoCloseable {

    private static final int STOP_SECONDS = 30;

    private final Process process;
    private final Thread hook;

    private ProberProcess(Process process, Thread hook) {
        this.process = process;
        this.hook = hook;
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
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RollcallMain.class.getName(),
                        "prober",
                        "--config",
                        config.toString()))
                .redirectErrorStream(true)
                .redirectOutput(setup.site().of("prober.log").toFile())
                .start();
        Thread hook = new Thread(process::destroyForcibly, "prober-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        return new ProberProcess(process, hook);
    }

    /** Stops it as an orderly restart does: it leaves its group. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            process.destroyForcibly(); // the JVM is ending, and runs the hook itself
        }
    }
}
