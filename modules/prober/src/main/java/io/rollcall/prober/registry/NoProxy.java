package io.rollcall.prober.registry;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The value of {@code NO_PROXY}: hosts that are asked directly. Entries are separated by commas: {@code *}; a domain, which
 * means its subdomains too; a domain after a dot, which means them alone; an address; a network such as {@code 10.0.0.0/8}.
 * Each but the star and the network may have a port. What cannot be read matches nothing.
 */
final class NoProxy {
    /** In figures, so that reading one never asks a name server. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})){3}|[0-9a-f:.]*:[0-9a-f:.]*");

    private static final Pattern BITS = Pattern.compile("[0-9]{1,3}");

    private final List<String> entries;

    NoProxy(String value) {
        this.entries = Arrays.stream(value.toLowerCase(Locale.ROOT).split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    boolean matches(Endpoint place) {
        return entries.stream().anyMatch(entry -> matches(entry, place.whole()));
    }

    private static boolean matches(String entry, Endpoint place) {
        if (entry.equals("*")) {
            return true;
        }
        int slash = entry.indexOf('/');
        if (slash >= 0) {
            return isIn(entry.substring(0, slash), entry.substring(slash + 1), place.host());
        }
        int colon = entry.lastIndexOf(':');
        boolean hasPort = colon >= 0 && (entry.indexOf(':') == colon || entry.charAt(colon - 1) == ']');
        if (hasPort && !entry.substring(colon + 1).equals(Integer.toString(place.port()))) {
            return false;
        }
        return named(hasPort ? entry.substring(0, colon) : entry, place.host());
    }

    private static boolean named(String written, String host) {
        String name = written.startsWith("*.") ? written.substring(1) : written.replaceAll("[\\[\\]]", "");
        if (name.startsWith(".")) {
            return host.endsWith(name);
        }
        if (isAddress(host)) {
            return isAddress(name) && Arrays.equals(bytes(name), bytes(host));
        }
        return host.equals(name) || host.endsWith("." + name);
    }

    private static boolean isIn(String network, String bits, String host) {
        if (!BITS.matcher(bits).matches() || !isAddress(network) || !isAddress(host)) {
            return false;
        }
        byte[] one = bytes(network);
        byte[] other = bytes(host);
        int shift = (one.length * 8) - Integer.parseInt(bits);
        return one.length == other.length
                && one.length > 0
                && shift >= 0
                && new BigInteger(1, one).shiftRight(shift).equals(new BigInteger(1, other).shiftRight(shift));
    }

    private static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    private static byte[] bytes(String text) {
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            // looks like an address and is none: it is nobody's
            return new byte[0];
        }
    }
}
