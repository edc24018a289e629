package io.rollcall.standalone.sandbox;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.rollcall.runtime.service.JvmShutdown;
import io.rollcall.sandbox.SandboxException;
import io.rollcall.standalone.cli.CommandException;
import io.rollcall.standalone.cli.DataDirectory;
import io.rollcall.standalone.cli.ExitCode;
import io.rollcall.standalone.cli.Surroundings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** An API server to play with, and three ways to play. */
@Command(
        name = "sandbox",
        description = {
            "An API server with sample images, to try the services out without a cluster.",
            "Pushes the images to a registry that is there already, and stays up until Ctrl-C."
        },
        synopsisSubcommandLabel = "[lose|restore|list]",
        footer = {
            "",
            "  rollcall sandbox --registry 127.0.0.1:5000",
            "  rollcall sandbox lose team-b/ubuntu-24-04",
            "  rollcall sandbox restore team-b/ubuntu-24-04"
        })
public final class SandboxCommand implements Callable<Integer> {

    private static final Duration STOP = Duration.ofSeconds(5);

    @Mixin
    SandboxOptions options;

    @Option(
            names = "--kubeconfig",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "The sandbox's kubeconfig, which is there while it is up, and by which lose, restore and list"
                    + " find it; without it sandbox/kubeconfig in ROLLCALL_DATA_DIR, else in ~/.local/share/rollcall.")
    Path kubeconfig;

    private final Surroundings surroundings;

    /** Starts nothing yet. */
    public SandboxCommand(Surroundings surroundings) {
        this.surroundings = requireNonNull(surroundings, "surroundings is null");
    }

    @Override
    public Integer call() {
        try (JvmShutdown shutdown = JvmShutdown.install(STOP)) {
            return new Playground(options, file(), surroundings).run(shutdown.asked());
        } catch (SandboxException e) {
            throw CommandException.failed(e.getMessage(), e);
        }
    }

    @Command(name = "lose", description = "Delete an image's data from the registry, as a broken storage would.")
    int lose(@Parameters(paramLabel = "NAME", description = "As 'rollcall sandbox list' shows it.") String name) {
        return withImages(images -> {
            boolean deleted = find(images, name).delete();
            return List.of(
                    deleted
                            ? "%s: its data is deleted; its phase follows when it is asked for next.".formatted(name)
                            : "%s: its data was gone already.".formatted(name));
        });
    }

    @Command(name = "restore", description = "Push an image's data again.")
    int restore(@Parameters(paramLabel = "NAME", description = "As 'rollcall sandbox list' shows it.") String name) {
        return withImages(images -> {
            find(images, name).push();
            return List.of("%s: its data is there; its phase follows when it is asked for next.".formatted(name));
        });
    }

    @Command(name = "list", description = "The images and their phases, now.")
    int list() {
        return withImages(images -> images.stream()
                .map(image -> "%-24s%s".formatted(image.name(), image.phase()))
                .toList());
    }

    private int withImages(Function<List<SandboxImage>, List<String>> work) {
        Config config = Config.fromKubeconfig(file().existing().toFile());
        config.setRequestRetryBackoffLimit(1);
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build()) {
            work.apply(SandboxImage.all(client)).forEach(surroundings.out()::line);
            return ExitCode.OK;
        } catch (KubernetesClientException e) {
            throw CommandException.failed(
                    "the sandbox does not answer at %s; start 'rollcall sandbox' again."
                            .formatted(config.getMasterUrl().replaceFirst("/$", "")),
                    e);
        } catch (SandboxException e) {
            throw CommandException.failed(e.getMessage(), e);
        }
    }

    private static SandboxImage find(List<SandboxImage> images, String name) {
        return images.stream()
                .filter(image -> image.name().equals(name))
                .findFirst()
                .orElseThrow(() -> CommandException.usage("the sandbox has no image %s; it has %s."
                        .formatted(
                                name,
                                String.join(
                                        ", ",
                                        images.stream().map(SandboxImage::name).toList()))));
    }

    private SandboxFile file() {
        return new SandboxFile(Optional.ofNullable(kubeconfig)
                .orElseGet(() -> DataDirectory.of(Optional.empty(), surroundings.environment())
                        .path()
                        .resolve("sandbox")
                        .resolve("kubeconfig")));
    }
}
