package io.rollcall.standalone.init;

import io.rollcall.standalone.cli.ApiServer;
import io.rollcall.standalone.cli.ClusterOptions;
import io.rollcall.standalone.init.Draft.Entry;
import io.rollcall.standalone.terminal.Colour;
import io.rollcall.standalone.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;

/** Says what was found, what was written, and what comes next. */
final class Story {

    private static final int WIDTH = 34;

    private final Terminal terminal;
    private final ClusterOptions cluster;
    private final NewFiles files;

    Story(Terminal terminal, ClusterOptions cluster, NewFiles files) {
        this.terminal = terminal;
        this.cluster = cluster;
        this.files = files;
    }

    void found(ApiServer server, Draft draft) {
        terminal.line("Found at %s (%s):".formatted(server.url(), server.source()));
        for (Entry entry : draft.entries()) {
            row(entry.host(), entry.images() == 1 ? "1 image" : entry.images() + " images");
        }
        terminal.line("");
    }

    void wrote(Draft draft, List<Path> written) {
        terminal.line("Written:");
        for (Path path : written) {
            row(path.toString(), about(path.getFileName().toString(), draft));
        }
        draft.notes().forEach(note -> terminal.line(terminal.paint(Colour.WARN, "!") + " " + note));
        terminal.line("");
        terminal.line("Next:");
        draft.entries().stream()
                .flatMap(entry -> entry.away().stream())
                .forEach(name -> terminal.line("  %s      # outside the cluster; see connectTo in %s"
                        .formatted(name.portForward(), files.path(Written.CONFIG))));
        String options = " --config " + files.path(Written.CONFIG) + cluster.shown();
        terminal.line("  rollcall doctor" + options);
        terminal.line("  rollcall up" + options);
    }

    private static String about(String name, Draft draft) {
        return switch (name) {
            case Written.CREDENTIALS ->
                draft.credentials().map(Credentials::user).orElse("")
                        + "; readable by you alone: keep it out of version control";
            case Written.CA -> "who signed the registry's certificate";
            default -> "mode observe: writes nothing to Kubernetes";
        };
    }

    private void row(String name, String about) {
        terminal.line("  " + name + " ".repeat(Math.max(2, WIDTH - name.length())) + about);
    }
}
