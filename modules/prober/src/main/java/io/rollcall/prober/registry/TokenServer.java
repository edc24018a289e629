package io.rollcall.prober.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a registry's tokens come from, and whether its credentials may go there. */
sealed interface TokenServer {
    /**
     * They may.
     *
     * @param via how it is reached: whose connections and trust
     * @param path raw, with the query that the realm had, but for a scope or a service in it
     */
    record Allowed(Transport via, Endpoint at, String path) implements TokenServer {
        /** One token for one scope. */
        Request request(Optional<String> service, String scope, Optional<String> authorization) {
            String asked = path
                    + (path.contains("?") ? "&" : "?")
                    + service.map(it -> "service=" + encoded(it) + "&").orElse("")
                    + "scope="
                    + encoded(scope);
            return new Request(
                    "GET", at, asked, "application/json", authorization.orElse(null), ReplyConsumer.MAX_BODY);
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }

    /**
     * They may not.
     *
     * @param why with the fix
     */
    record Refused(String why) implements TokenServer {}

    /**
     * A realm is believed only where the configuration names its host: it is this registry, or another that is configured, or
     * one of its {@code tokenHosts}; and only over TLS, unless the registry itself is asked without.
     */
    static TokenServer of(String realm, Site registry, Sites sites) {
        URI uri;
        try {
            uri = new URI(realm);
        } catch (URISyntaxException e) {
            return new Refused("the registry's token server has no address that can be read");
        }
        Optional<Endpoint> place = Endpoint.of(uri);
        if (place.isEmpty()) {
            return new Refused("the registry's token server " + Shown.url(uri) + " is no http or https address");
        }
        Endpoint at = place.get();
        if (!at.isSecure() && registry.endpoint().isSecure()) {
            return new Refused("the registry's token server " + Shown.url(uri)
                    + " has no TLS, and gets no credentials; make the registry name it with https");
        }
        Optional<Site> other = sites.at(at);
        if (other.isEmpty() && !registry.isAt(at) && !registry.hasTokenHost(at)) {
            return new Refused("the registry's token server " + at.authority()
                    + " is not one that may see its credentials; if it is the right one, add it to tokenHosts of "
                    + registry.name());
        }
        return new Allowed(other.orElse(registry).transport(), at, withoutWishes(Endpoint.path(uri)));
    }

    // what is asked for is ours to say: a realm that brings a scope of its own would widen it
    private static String withoutWishes(String path) {
        int query = path.indexOf('?');
        if (query < 0) {
            return path;
        }
        String kept = Arrays.stream(path.substring(query + 1).split("[&;]"))
                .filter(pair -> !isWish(pair))
                .collect(Collectors.joining("&"));
        return kept.isEmpty() ? path.substring(0, query) : path.substring(0, query + 1) + kept;
    }

    private static boolean isWish(String pair) {
        String name = URLDecoder.decode(pair.replaceFirst("=.*", ""), StandardCharsets.UTF_8)
                .strip();
        return name.isEmpty() || name.equalsIgnoreCase("scope") || name.equalsIgnoreCase("service");
    }
}
