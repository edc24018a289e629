package io.rollcall.standalone.init;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.rollcall.contract.kind.ImageKinds;
import io.rollcall.contract.kind.Projection;
import io.rollcall.runtime.config.ConfigLoader;
import io.rollcall.runtime.config.KubernetesConfig;
import io.rollcall.standalone.census.Census;
import io.rollcall.standalone.census.CensusTaker;
import io.rollcall.standalone.cli.ApiServer;
import io.rollcall.standalone.cli.ClusterOptions;
import io.rollcall.standalone.cli.CommandException;
import io.rollcall.standalone.cli.ConfigOptions;
import io.rollcall.standalone.cli.ExitCode;
import io.rollcall.standalone.cli.Surroundings;
import io.rollcall.standalone.terminal.Progress;
import io.rollcall.statuswriter.kube.KubeClients;
import io.rollcall.watcher.cluster.Selection;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a configuration for a cluster, from what the cluster says of itself. */
@Command(
        name = "init",
        description = "Write rollcall.yaml, config.json and ca.crt for a cluster, from its images and Secrets.",
        footer = {
            "",
            "Finds the hosts in the images' registryURLs, and reads the Secrets of the module's registry with your rights.",
            "It takes the least that will do: the pull-only user node-puller, where its password may be read. Changes",
            "nothing in the cluster, and shows no password; config.json is readable by you alone.",
            "",
            "  rollcall init --kubeconfig kubeconfig --dir my-cluster"
        })
public final class InitCommand implements Callable<Integer> {

    private static final Duration LISTING = Duration.ofSeconds(60);

    @Mixin
    ClusterOptions cluster;

    @Option(names = "--dir", paramLabel = "DIR", defaultValue = ".", description = "Where to write; here, else.")
    Path directory;

    @Option(names = "--force", description = "Replace files that exist.")
    boolean force;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            defaultValue = "d8-virtualization",
            description = "Where the registry's Secrets are; ${DEFAULT-VALUE} unless it is given.")
    String namespace;

    private final Surroundings surroundings;

    /** Neither reads nor writes anything yet. */
    public InitCommand(Surroundings surroundings) {
        this.surroundings = requireNonNull(surroundings, "surroundings is null");
    }

    @Override
    public Integer call() {
        ConfigLoader loader = new ConfigLoader();
        cluster.override(loader);
        KubernetesConfig kubernetes = ConfigOptions.load(loader).kubernetes();
        ApiServer server = ApiServer.of(kubernetes, surroundings.environment());
        NewFiles files = new NewFiles(directory, force);
        Draft draft = draft(kubernetes, server);
        Story story = new Story(surroundings.out(), cluster, files);
        story.found(server, draft);
        story.wrote(draft, new Written(files).write(draft, server.url()));
        return ExitCode.OK;
    }

    private Draft draft(KubernetesConfig kubernetes, ApiServer server) {
        try (KubernetesClient client = KubeClients.of(kubernetes);
                Progress progress = Progress.on(surroundings.err(), "listing the images of " + server.url())) {
            Census census = census(client, kubernetes);
            progress.now("reading the Secrets of " + namespace);
            DvcrSecrets secrets = DvcrSecrets.read(client, namespace);
            Draft draft = Draft.of(census, secrets, InitCommand::resolves);
            if (draft.entries().isEmpty()) {
                throw CommandException.failed(
                        "there is no image in this cluster yet, and no Secret of its registry in %s; import an image first, or say where the Secrets are with --namespace."
                                .formatted(namespace));
            }
            return draft;
        } catch (KubernetesClientException e) {
            throw CommandException.failed(unlisted(e, server), e);
        }
    }

    private static Census census(KubernetesClient client, KubernetesConfig kubernetes) {
        var kinds = ImageKinds.all(ImageKinds.RECHECK_MIN, ImageKinds.RECHECK_MAX);
        return new CensusTaker(client, Selection.of(kinds, kubernetes), new Projection("init"), LISTING).take();
    }

    private static String unlisted(KubernetesClientException e, ApiServer server) {
        return switch (e.getCode()) {
            case 401 ->
                "%s does not accept the credentials (401); renew them in the kubeconfig (%s)."
                        .formatted(server.url(), server.source());
            case 403 ->
                "you may not list the cluster's images; have list on virtualimages and clustervirtualimages"
                        + " (virtualization.deckhouse.io) granted.";
            case 404 ->
                "the cluster does not know VirtualImages; install the virtualization module, or name another"
                        + " cluster with --kubeconfig.";
            default ->
                "the images at %s cannot be listed (%s); look what is wrong with 'rollcall doctor'."
                        .formatted(server.url(), rootMessage(e));
        };
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).replaceAll("\\s+", " ").replaceFirst("\\.$", "");
    }

    private static boolean resolves(String host) {
        try {
            return InetAddress.getAllByName(host.replaceFirst(":[0-9]+$", "")).length > 0;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
