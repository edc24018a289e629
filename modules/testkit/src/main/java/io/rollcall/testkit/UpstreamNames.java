package io.rollcall.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;

/**
 * Repository names as the upstream controller makes them: where host and path would be longer than 255 characters, the
 * name is cut and ends in its own hash. Only tests need it: Rollcall never makes up a name, it asks for what the status says.
 */
public final class UpstreamNames {

    private static final int LONGEST = 255;
    private static final int HASH = 16;

    private UpstreamNames() {}

    /** {@code <host>/vi/<namespace>/<name>}. */
    public static String virtualImage(String host, String namespace, String name) {
        return repository(host + "/vi/" + namespace + "/", name);
    }

    /** {@code <host>/cvi/<name>}. */
    public static String clusterVirtualImage(String host, String name) {
        return repository(host + "/cvi/", name);
    }

    private static String repository(String prefix, String name) {
        int room = LONGEST - prefix.length();
        if (name.length() <= room) {
            return prefix + name;
        }
        String cut = name.substring(0, room - 1 - HASH).replaceFirst("[-._]+$", "");
        return prefix + cut + "-" + HexFormat.of().toHexDigits(fnv1a(name));
    }

    private static long fnv1a(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }
}
