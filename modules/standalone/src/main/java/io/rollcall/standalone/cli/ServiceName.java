package io.rollcall.standalone.cli;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a Kubernetes Service, which is known inside its cluster alone.
 *
 * @param port the Service's
 */
public record ServiceName(String name, String namespace, int port) {

    private static final int HTTPS = 443;
    private static final int FORWARDED = 5443;
    private static final Pattern NAME =
            Pattern.compile("([a-z0-9-]+)\\.([a-z0-9-]+)\\.svc(?:\\.[a-z0-9.-]+)?(?::([0-9]{1,5}))?");
    private static final String DVCR_NAMESPACE = "d8-virtualization";

    /** Refuses nulls. */
    public ServiceName {
        requireNonNull(name, "name is null");
        requireNonNull(namespace, "namespace is null");
    }

    /** @param host {@code host[:port]}; empty where it is no Service's name */
    public static Optional<ServiceName> of(String host) {
        Matcher matcher = NAME.matcher(host);
        return matcher.matches()
                ? Optional.of(new ServiceName(
                        matcher.group(1),
                        matcher.group(2),
                        matcher.group(3) == null ? HTTPS : Integer.parseInt(matcher.group(3))))
                : Optional.empty();
    }

    /** Whether it is the registry of Deckhouse's virtualization module, whose Secrets are known by name. */
    public static boolean isDvcr(String host) {
        return of(host).filter(it -> it.namespace.equals(DVCR_NAMESPACE)).isPresent();
    }

    /** What leads to it from outside the cluster. */
    public String portForward() {
        return "kubectl -n %s port-forward svc/%s %d:%d".formatted(namespace, name, FORWARDED, port);
    }

    /** Where that leads from. */
    public String forwarded() {
        return "127.0.0.1:" + FORWARDED;
    }
}
