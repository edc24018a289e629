package io.rollcall.standalone.up;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.rollcall.runtime.config.KubernetesConfig;
import io.rollcall.standalone.cli.CommandException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The API server that is meant.
 *
 * @param url its address
 * @param source where the address comes from
 */
record ApiServer(String url, String source) {

    private static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token");

    /** Finds it; a {@link CommandException} where nothing names one. Touches no network. */
    static ApiServer of(KubernetesConfig kubernetes, Map<String, String> environment) {
        Optional<Path> file = kubernetes.kubeconfig().or(() -> usual(environment));
        if (file.isEmpty() && !Files.exists(SERVICE_ACCOUNT)) {
            throw CommandException.usage("there is no kubeconfig; give --kubeconfig FILE, or set KUBECONFIG.");
        }
        try {
            Config config = kubernetes
                    .kubeconfig()
                    .map(given -> Config.fromKubeconfig(kubernetes.context().orElse(null), given.toFile()))
                    .orElseGet(() -> Config.autoConfigure(kubernetes.context().orElse(null)));
            checkContext(kubernetes, config, file);
            return new ApiServer(
                    config.getMasterUrl().replaceFirst("/$", ""),
                    file.map(Path::toString).orElse("the pod's service account")
                            + Optional.ofNullable(config.getCurrentContext())
                                    .map(context -> ", context " + context.getName())
                                    .orElse(""));
        } catch (KubernetesClientException | IllegalArgumentException e) {
            throw CommandException.usage("%s is not a kubeconfig (%s); correct it, or give another with --kubeconfig."
                    .formatted(file.map(Path::toString).orElse("KUBECONFIG"), firstLine(e)));
        }
    }

    private static void checkContext(KubernetesConfig kubernetes, Config config, Optional<Path> file) {
        if (file.isPresent() && config.getCurrentContext() == null) {
            throw CommandException.usage(kubernetes
                    .context()
                    .map(context ->
                            "%s has no context %s; choose one of: %s.".formatted(file.get(), context, contexts(config)))
                    .orElseGet(() -> "%s names no current context; give one with --context: %s."
                            .formatted(file.get(), contexts(config))));
        }
    }

    private static String contexts(Config config) {
        String names = String.join(
                ", ",
                config.getContexts().stream().map(context -> context.getName()).toList());
        return names.isEmpty() ? "it holds none" : names;
    }

    private static Optional<Path> usual(Map<String, String> environment) {
        String named = environment.getOrDefault("KUBECONFIG", "");
        return (named.isBlank()
                        ? Optional.of(Path.of(System.getProperty("user.home"), ".kube", "config"))
                        : Arrays.stream(named.split(File.pathSeparator, -1))
                                .filter(part -> !part.isBlank())
                                .map(Path::of)
                                .findFirst())
                .filter(Files::isRegularFile);
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("").replaceFirst("\\.$", "");
    }
}
