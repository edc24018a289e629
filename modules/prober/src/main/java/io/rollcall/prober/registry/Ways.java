package io.rollcall.prober.registry;

import io.rollcall.runtime.config.RegistryConfig;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;

/** How a registry's client gets to a place: straight, or by a proxy. A registry with {@code connectTo} is never behind one. */
final class Ways implements HttpRoutePlanner {
    private final Endpoint registry;
    private final HttpHost target;
    private final HttpRoute route;
    private final Optional<String> connectTo;
    private final Proxies proxies;
    private final Optional<ProxyServer> proxyToRegistry;

    Ways(RegistryConfig registry, Proxies proxies) {
        this.registry = Endpoint.of(registry).whole();
        this.target = Endpoint.of(registry).target();
        this.connectTo = registry.connectTo();
        this.proxies = proxies;
        this.proxyToRegistry = connectTo.isPresent() ? Optional.empty() : proxies.to(this.registry);
        this.route = route(this.registry, proxyToRegistry);
    }

    /** The registry itself, made once. */
    HttpHost target() {
        return target;
    }

    /** The way to the registry itself. */
    HttpRoute toRegistry() {
        return route;
    }

    /** The proxy on the way there. */
    Optional<ProxyServer> proxy(Endpoint place) {
        return place.whole().equals(registry) ? proxyToRegistry : proxies.to(place);
    }

    /** Where the socket goes if it is not the place itself. */
    Optional<String> instead(Endpoint place) {
        return place.whole().equals(registry) ? connectTo : Optional.empty();
    }

    /** Whether it is another place than the registry's own, whose name {@code connectTo} stands in for at its own place alone. */
    boolean isLeftBehindBy(Endpoint place) {
        return connectTo.isPresent() && !place.whole().equals(registry);
    }

    /** Why the registry cannot be asked the way that the environment wants it. */
    Optional<String> trouble() {
        return connectTo.isPresent() ? Optional.empty() : proxies.trouble(registry);
    }

    @Override
    public HttpRoute determineRoute(HttpHost target, HttpContext context) {
        if (target.equals(this.target)) {
            return route;
        }
        Endpoint place =
                new Endpoint(target.getSchemeName(), target.getHostName().toLowerCase(Locale.ROOT), target.getPort());
        return route(place, proxy(place));
    }

    private static HttpRoute route(Endpoint place, Optional<ProxyServer> proxy) {
        HttpHost whole = place.whole().target();
        return proxy.map(server -> new HttpRoute(whole, null, server.host(), place.isSecure()))
                .orElseGet(() -> new HttpRoute(whole, null, place.isSecure()));
    }
}
