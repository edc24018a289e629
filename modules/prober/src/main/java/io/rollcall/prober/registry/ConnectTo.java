package io.rollcall.prober.registry;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/** Sends every socket to one place, whatever host is asked for; URL, SNI and verification do not come by here. */
final class ConnectTo implements DnsResolver {
    private final Endpoint place;

    ConnectTo(String hostPort) {
        this.place = Endpoint.parse("tcp", hostPort);
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return InetAddress.getAllByName(place.host());
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        return Arrays.stream(resolve(host))
                .map(address -> new InetSocketAddress(address, place.port()))
                .toList();
    }
}
