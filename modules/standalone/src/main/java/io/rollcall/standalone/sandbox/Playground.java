package io.rollcall.standalone.sandbox;

import io.rollcall.sandbox.SandboxCluster;
import io.rollcall.standalone.cli.CommandException;
import io.rollcall.standalone.cli.ExitCode;
import io.rollcall.standalone.cli.Surroundings;
import io.rollcall.standalone.terminal.Colour;
import io.rollcall.standalone.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One sandbox, from its start to its end. */
final class Playground {

    private final SandboxOptions options;
    private final SandboxFile file;
    private final Surroundings surroundings;
    private final Terminal out;

    Playground(SandboxOptions options, SandboxFile file, Surroundings surroundings) {
        this.options = options;
        this.file = file;
        this.surroundings = surroundings;
        this.out = surroundings.out();
    }

    /** Returns when it is asked to. */
    int run(CompletableFuture<Void> asked) {
        String registry = options.registry();
        file.clear();
        Path directory = temporary();
        try (SandboxCluster cluster = SandboxCluster.mock(directory, options.listen())) {
            List<SandboxImage> images = new SandboxImages(cluster.client(), surroundings.clock()).create(registry);
            try (PhaseWatch watch = PhaseWatch.start(cluster.client(), this::tell)) {
                String url = options.url(
                        URI.create(cluster.client().getMasterUrl().toString()).getPort());
                file.write(SandboxCluster.kubeconfigFor(url));
                introduce(url, registry, images);
                asked.join();
            } finally {
                file.clear();
            }
            return ExitCode.OK;
        } finally {
            delete(directory);
        }
    }

    private void introduce(String url, String registry, List<SandboxImage> images) {
        String one = images.get(images.size() - 1).name();
        out.line("API server   %s, its kubeconfig in %s".formatted(url, file.path()));
        out.line("registry     " + registry);
        out.line("images       %d, each Ready:".formatted(images.size()));
        images.forEach(image -> out.line("               " + image.name()));
        out.line("");
        out.line("rollcall sandbox lose %s      deletes its data: a Rollcall that writes turns it to ImageLost"
                .formatted(one));
        out.line("rollcall sandbox restore %s   pushes it again: back to Ready".formatted(one));
        out.line("");
        out.line("Each change of a phase is told here, until Ctrl-C.");
    }

    private void tell(SandboxImage was, SandboxImage is) {
        String time = DateTimeFormatter.ofPattern("HH:mm:ss")
                .withZone(surroundings.clock().getZone())
                .format(surroundings.clock().instant());
        Colour colour = is.phase().equals("Ready") ? Colour.GOOD : Colour.BAD;
        out.line("%s  %s  %s → %s"
                .formatted(out.paint(Colour.FAINT, time), is.name(), was.phase(), out.paint(colour, is.phase())));
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("rollcall-sandbox-");
        } catch (IOException e) {
            throw CommandException.failed(
                    "no temporary directory can be made (%s); make %s writable, or set JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR."
                            .formatted(e.getMessage(), System.getProperty("java.io.tmpdir")),
                    e);
        }
    }

    private static void delete(Path directory) {
        try {
            Files.deleteIfExists(directory.resolve("kubeconfig"));
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw CommandException.failed(
                    "%s cannot be removed (%s); remove it by hand.".formatted(directory, e.getMessage()), e);
        }
    }
}
