package io.rollcall.standalone.up;

import io.rollcall.runtime.config.Mode;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.service.Version;
import io.rollcall.standalone.cli.ApiServer;
import io.rollcall.standalone.terminal.Colour;
import io.rollcall.standalone.terminal.Terminal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code up} runs with, before anything happens. */
final class Header {

    private static final int LABEL_WIDTH = 14;

    private final Terminal terminal;

    Header(Terminal terminal) {
        this.terminal = terminal;
    }

    /** What was asked for, before anything that takes its time. */
    void printAsked(RollcallConfig config, ApiServer apiServer) {
        terminal.line(terminal.paint(Colour.STRONG, "rollcall up") + "  " + Version.current());
        terminal.line("");
        row("mode", mode(config.mode()));
        row("API server", apiServer.url() + "  (" + apiServer.source() + ")");
        row(
                "images",
                config.kubernetes().namespaces().isEmpty()
                        ? "in all namespaces"
                        : "in " + String.join(", ", config.kubernetes().namespaces()));
        config.registries().forEach(registry -> row("registry", registry(registry)));
        row("sweep", sweep(config));
    }

    /** What is known once the broker takes requests and the edge listens. */
    void printFound(String broker, InetSocketAddress http) {
        row("broker", broker);
        String base = "http://%s:%d".formatted(http.getAddress().getHostAddress(), http.getPort());
        row("health", base + "/readyz   metrics " + base + "/metrics");
        terminal.line("");
    }

    private void row(String label, String text) {
        terminal.line("  " + terminal.cell(Colour.FAINT, label, LABEL_WIDTH) + text);
    }

    private String mode(Mode mode) {
        return mode == Mode.WRITE
                ? terminal.paint(Colour.WARN, "write") + ": phases, conditions and Events are written"
                : "observe: nothing is written to Kubernetes; --mode write does";
    }

    private static String registry(RegistryConfig registry) {
        List<String> how = new ArrayList<>();
        how.add(registry.dockerConfig().map(file -> "credentials from " + file).orElse("anonymous"));
        registry.ca().ifPresent(file -> how.add("trusts " + file));
        registry.connectTo().ifPresent(address -> how.add("through " + address));
        if (registry.plainHttp()) {
            how.add("plain HTTP");
        }
        how.add("at most %.4g requests a second"
                .formatted(registry.policy().rate().perSecond()));
        return registry.host() + "  " + how.stream().collect(Collectors.joining(", ", "(", ")"));
    }

    private static String sweep(RollcallConfig config) {
        String lost = "; lost images re-checked every %s to %s"
                .formatted(shown(config.recheck().min()), shown(config.recheck().max()));
        return (config.sweep().schedule().isEmpty() ? "never" : config.sweep().schedule()) + lost;
    }

    private static String shown(Duration duration) {
        if (duration.toMillis() % 60_000 == 0) {
            return duration.toMinutes() + "m";
        }
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
