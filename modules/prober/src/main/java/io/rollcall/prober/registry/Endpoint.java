package io.rollcall.prober.registry;

import io.rollcall.runtime.config.RegistryConfig;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.HttpHost;

/**
 * Where a registry is asked: scheme, host and port of the URL.
 *
 * @param host without brackets
 * @param port -1 where none is written: the scheme's own, and none in the Host header
 */
record Endpoint(String scheme, String host, int port) {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|::1");

    /**
     * Plain HTTP if it is configured, and to a loopback host that has no {@code ca}; HTTPS to all others. Nothing is tried
     * twice: one configuration, one scheme.
     */
    static Endpoint of(RegistryConfig registry) {
        Endpoint written = parse("https", registry.host().toLowerCase(Locale.ROOT));
        boolean plain =
                registry.plainHttp() || (written.isLoopback() && registry.ca().isEmpty());
        return plain ? new Endpoint("http", written.host, written.port) : written;
    }

    /** Reads {@code host[:port]}; an IPv6 address stands in brackets. */
    static Endpoint parse(String scheme, String text) {
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon >= 0 && !text.endsWith("]");
        String host = hasPort ? text.substring(0, colon) : text;
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        return new Endpoint(scheme, host, hasPort ? Integer.parseInt(text.substring(colon + 1)) : -1);
    }

    /** @return empty where it is no http or https address, or bears a user: such a one is never meant for us */
    static Optional<Endpoint> of(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean web = scheme.equals("http") || scheme.equals("https");
        if (!web || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getPort() > 65_535) {
            return Optional.empty();
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        boolean bracketed = host.startsWith("[");
        return Optional.of(
                new Endpoint(scheme, bracketed ? host.substring(1, host.length() - 1) : host, uri.getPort()));
    }

    /** What is asked for at an address: raw, with its query. */
    static String path(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** The same with its port written, so that two for one place are equal. */
    Endpoint whole() {
        return port >= 0 ? this : new Endpoint(scheme, host, isSecure() ? 443 : 80);
    }

    boolean isLoopback() {
        return LOOPBACK.matcher(host).matches();
    }

    boolean isSecure() {
        return scheme.equals("https");
    }

    /** Whether host and port are written alike, whatever the scheme. */
    boolean hasSameAddressAs(Endpoint other) {
        return host.equals(other.host) && port == other.port;
    }

    /** {@code host[:port]}. */
    String authority() {
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port < 0 ? name : name + ":" + port;
    }

    String url() {
        return scheme + "://" + authority();
    }

    HttpHost target() {
        return new HttpHost(scheme, host, port);
    }
}
