package io.rollcall.prober.registry;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which proxy leads to a place, as {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} say it, each in capitals or not.
 * A loopback host is always asked directly. In a CGI process {@code HTTP_PROXY} could come from a request's header, so it is
 * not heard there.
 */
public final class Proxies {
    /** Everything is asked directly. */
    static final Proxies NONE = new Proxies(Map.of());

    private final Optional<Named> secure;
    private final Optional<Named> plain;
    private final NoProxy direct;

    /** A variable that is set. */
    private record Named(String variable, Optional<ProxyServer> server) {}

    private Proxies(Map<String, String> environment) {
        boolean cgi = environment.containsKey("REQUEST_METHOD");
        this.secure = named(environment, "HTTPS_PROXY", "https_proxy");
        this.plain = cgi ? named(environment, "http_proxy") : named(environment, "HTTP_PROXY", "http_proxy");
        this.direct = new NoProxy(
                first(environment, "NO_PROXY", "no_proxy").map(environment::get).orElse(""));
    }

    /** @param environment variables and their values */
    public static Proxies of(Map<String, String> environment) {
        return new Proxies(environment);
    }

    private static Optional<Named> named(Map<String, String> environment, String... names) {
        return first(environment, names)
                .map(name -> new Named(
                        name, ProxyServer.parse(name, environment.get(name).strip())));
    }

    private static Optional<String> first(Map<String, String> environment, String... names) {
        return Stream.of(names)
                .filter(name -> !environment.getOrDefault(name, "").isBlank())
                .findFirst();
    }

    /** @return empty where the place is asked directly */
    Optional<ProxyServer> to(Endpoint place) {
        return named(place).flatMap(Named::server);
    }

    /** Why the place cannot be asked, and the fix; empty where it can. The variable's value may hold a password: it is not told. */
    Optional<String> trouble(Endpoint place) {
        return named(place)
                .filter(it -> it.server().isEmpty())
                .map(it -> "The variable " + it.variable() + " names no proxy that can be used for " + place.authority()
                        + "; give it as http://host:port, or add "
                        + place.host().toLowerCase(Locale.ROOT)
                        + " to NO_PROXY.");
    }

    private Optional<Named> named(Endpoint place) {
        Optional<Named> named = place.isSecure() ? secure : plain;
        return named.filter(it -> !place.isLoopback() && !direct.matches(place));
    }
}
