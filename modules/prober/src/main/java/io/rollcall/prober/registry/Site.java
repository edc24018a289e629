package io.rollcall.prober.registry;

import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.runtime.config.RegistryConfig;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One configured registry: the way to it, and what it knows us by. */
final class Site implements AutoCloseable {
    private final String name;
    private final List<String> tokenHosts;
    private final Transport transport;
    private final Tokens tokens;

    /**
     * Asks nothing for as long as the registry's ca or docker config is of no use.
     *
     * @param sites which others there are
     */
    Site(RegistryConfig registry, ProbePolicy policy, Means means, Proxies proxies, Sites sites) {
        this.name = registry.host().toLowerCase(Locale.ROOT);
        this.tokenHosts = registry.tokenHosts();
        this.transport = new Transport(registry, policy, means.clock(), proxies);
        this.tokens = new Tokens(this, sites, means, transport::longest);
    }

    /** The host as image references name it. */
    String name() {
        return name;
    }

    Endpoint endpoint() {
        return transport.endpoint();
    }

    Transport transport() {
        return transport;
    }

    Tokens tokens() {
        return tokens;
    }

    /** Whether it is this registry itself, or the same name over the better of the two schemes. */
    boolean isAt(Endpoint place) {
        return place.whole().equals(endpoint().whole()) || (place.isSecure() && place.hasSameAddressAs(endpoint()));
    }

    /** Whether a token server there may see this registry's credentials, because the configuration names it. */
    boolean hasTokenHost(Endpoint place) {
        return tokenHosts.stream()
                .map(host -> Endpoint.parse(place.scheme(), host.toLowerCase(Locale.ROOT)))
                .anyMatch(host -> host.whole().equals(place.whole()));
    }

    /** The password that it knows us by, for a header. */
    Optional<String> basic() {
        return transport.authorization();
    }

    @Override
    public void close() {
        transport.close();
    }
}
