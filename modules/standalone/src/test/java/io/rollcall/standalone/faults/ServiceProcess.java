package io.rollcall.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.standalone.CommandProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One service in a process of its own, as a pod runs it, and what it says of itself over HTTP. */
final class ServiceProcess implements AutoCloseable {

    /** A small JVM that is quick to start; the log as in a pod, whatever log setup the tests have. */
    private static final List<String> JVM =
            List.of("-XX:TieredStopAtLevel=1", "-Xmx160m", "-Dlogback.configurationFile=logback.xml");

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(90);
    private static final Pattern ADDRESS = Pattern.compile("msg=\"starting\".*address=\"?[^:]*:(\\d+)");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final String name;
    private final CommandProcess process;

    private ServiceProcess(String name, CommandProcess process) {
        this.name = name;
        this.process = process;
    }

    static ServiceProcess start(String service, Map<String, String> environment) {
        return new ServiceProcess(service, CommandProcess.startIn(environment, JVM, service));
    }

    /** Waits until it says that it is ready. */
    ServiceProcess awaitReady() {
        await(name + " is ready")
                .atMost(STARTS_WITHIN)
                .failFast(name + " has ended", () -> !isAlive())
                .untilAsserted(
                        () -> assertThat(report()).as("%s%n%s", name, log()).contains("\"ready\" : true"));
        return this;
    }

    /** Waits until it says that it is not, in these words. */
    void awaitUnready(String words) {
        await(name + " says " + words).atMost(STARTS_WITHIN).untilAsserted(() -> assertThat(report())
                .as("%s%n%s", name, log())
                .contains("\"ready\" : false")
                .contains(words));
    }

    /** What {@code /readyz} answers; empty where it does not listen yet, or not any more. */
    String report() {
        Optional<String> port = port();
        if (port.isEmpty()) {
            return "";
        }
        try {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.get() + "/readyz"))
                            .timeout(Duration.ofSeconds(5))
                            .build(),
                    BodyHandlers.ofString());
            return answer.body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private Optional<String> port() {
        return process.err().stream()
                .map(ADDRESS::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL. */
    void kill() {
        process.kill();
    }

    /** SIGSTOP. */
    void pause() {
        process.pause();
    }

    /** SIGCONT. */
    void resume() {
        process.resume();
    }

    String log() {
        return String.join("\n", process.err());
    }

    @Override
    public void close() {
        process.close();
    }
}
