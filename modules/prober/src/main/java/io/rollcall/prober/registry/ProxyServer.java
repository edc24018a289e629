package io.rollcall.prober.registry;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicScheme;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;

/**
 * A proxy that the environment names. Does not show its credentials.
 *
 * @param variable which named it
 * @param credentials for the proxy alone; empty where it is to know nobody
 */
record ProxyServer(String variable, HttpHost host, Optional<Credentials> credentials) {
    ProxyServer {
        requireNonNull(variable, "variable is null");
        requireNonNull(host, "host is null");
        requireNonNull(credentials, "credentials is null");
    }

    /**
     * Reads {@code [http://][user:password@]host[:port]}.
     *
     * @return empty for anything else
     */
    static Optional<ProxyServer> parse(String variable, String value) {
        try {
            URI uri = new URI(value.contains("://") ? value : "http://" + value);
            return Endpoint.of(withoutUser(uri))
                    .filter(place -> !place.isSecure())
                    .map(Endpoint::whole)
                    .map(place -> new ProxyServer(variable, place.target(), credentials(uri.getRawUserInfo())));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static URI withoutUser(URI uri) throws URISyntaxException {
        return new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), null, null, null);
    }

    private static Optional<Credentials> credentials(String userInfo) {
        if (userInfo == null || userInfo.isEmpty()) {
            return Optional.empty();
        }
        int colon = userInfo.indexOf(':');
        return Optional.of(new Credentials(
                decoded(colon < 0 ? userInfo : userInfo.substring(0, colon)),
                colon < 0 ? "" : decoded(userInfo.substring(colon + 1))));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Tells the proxy, and nobody else, who is there. */
    void introduce(HttpClientContext context) {
        credentials.ifPresent(known -> {
            BasicScheme scheme = new BasicScheme();
            scheme.initPreemptive(new UsernamePasswordCredentials(
                    known.user(), known.password().toCharArray()));
            context.resetAuthExchange(host, scheme);
        });
    }

    @Override
    public String toString() {
        return "the proxy " + host.toHostString() + " (" + variable + ")";
    }
}
