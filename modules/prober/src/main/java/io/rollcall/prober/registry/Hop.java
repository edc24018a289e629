package io.rollcall.prober.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Where a question is put.
 *
 * @param site whose connections, trust and credentials it goes with
 * @param path raw, with its query
 */
record Hop(Site site, Endpoint at, String path) {
    static Hop home(Site site, String path) {
        return new Hop(site, site.endpoint(), path);
    }

    /** Where a redirect leads, or why it is not followed. */
    sealed interface Next {
        /** On to there. */
        record To(Hop hop) implements Next {}

        /**
         * No further.
         *
         * @param why with the fix
         */
        record Stop(String why) implements Next {}
    }

    /**
     * A redirect is followed to this very registry and to others that are configured, each with what the configuration says of
     * it; never from TLS to none.
     */
    Next next(String location, Sites sites) {
        if (location == null || location.isEmpty()) {
            return new Next.Stop("a redirect to nowhere");
        }
        URI target;
        try {
            target = new URI(at.url() + path).resolve(new URI(location));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return new Next.Stop("a redirect to an address that cannot be read");
        }
        Optional<Endpoint> place = Endpoint.of(target);
        if (place.isEmpty()) {
            return new Next.Stop("a redirect to " + Shown.url(target) + ", which is no http or https address");
        }
        Endpoint to = place.get();
        if (at.isSecure() && !to.isSecure()) {
            return new Next.Stop("a redirect to " + Shown.url(target)
                    + ", which has no TLS and is not followed; make the registry redirect to https");
        }
        Optional<Site> other = sites.at(to);
        if (other.isEmpty() && !site.isAt(to)) {
            return new Next.Stop("a redirect to " + Shown.url(target) + ", which is not followed; add " + to.authority()
                    + " to registries, or make host the place that it leads to");
        }
        if (other.isEmpty() && site.transport().ways().isLeftBehindBy(to)) {
            return new Next.Stop(
                    "a redirect to " + Shown.url(target) + ", where connectTo does not lead; take plainHttp out,"
                            + " and let connectTo lead to the registry's https port");
        }
        return new Next.To(new Hop(other.orElse(site), to, Endpoint.path(target)));
    }
}
