package io.rollcall.standalone.cli;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.rollcall.runtime.config.KubernetesConfig;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The API server that is meant.
 *
 * @param url its address
 * @param source where the address comes from
 */
public record ApiServer(String url, String source) {

    private static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token");

    /** Finds it; a {@link CommandException} where nothing names one. Touches no network. */
    public static ApiServer of(KubernetesConfig kubernetes, Map<String, String> environment) {
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

    /** The client would go on with another context than the one that is asked for, and so with another cluster. */
    private static void checkContext(KubernetesConfig kubernetes, Config config, Optional<Path> file) {
        String shown = file.map(Path::toString).orElse("the kubeconfig");
        Optional<String> asked = kubernetes.context();
        if (asked.isPresent() && !contexts(config).contains(asked.get())) {
            throw CommandException.usage("%s has no context %s; choose one of: %s."
                    .formatted(shown, asked.get(), String.join(", ", contexts(config))));
        }
        if (file.isPresent() && config.getCurrentContext() == null) {
            throw CommandException.usage("%s names no current context; give one with --context: %s."
                    .formatted(shown, String.join(", ", contexts(config))));
        }
    }

    private static List<String> contexts(Config config) {
        return Optional.ofNullable(config.getContexts()).orElse(List.of()).stream()
                .map(NamedContext::getName)
                .toList();
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
