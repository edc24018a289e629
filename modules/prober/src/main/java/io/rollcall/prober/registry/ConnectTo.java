package io.rollcall.prober.registry;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/** Sends a registry's sockets to another place, and no other host's; URL, SNI and verification do not come by here. */
final class ConnectTo implements DnsResolver {
    private final Endpoint registry;
    private final Endpoint place;

    ConnectTo(Endpoint registry, String hostPort) {
        this.registry = registry.whole();
        this.place = Endpoint.parse("tcp", hostPort);
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return InetAddress.getAllByName(host);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        boolean ours = host.equalsIgnoreCase(registry.host()) && port == registry.port();
        return Arrays.stream(resolve(ours ? place.host() : host))
                .map(address -> new InetSocketAddress(address, ours ? place.port() : port))
                .toList();
    }
}
