package io.rollcall.standalone.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;

/** Whether anything takes connections at some addresses. */
public final class Listening {

    private static final Duration WITHIN = Duration.ofSeconds(1);

    private Listening() {}

    /**
     * Whether every one of them refuses at once. An address that says nothing, or whose name does not resolve, may be one
     * that a client with more patience reaches.
     *
     * @param servers {@code host:port} pairs, separated by commas
     */
    public static boolean nowhere(String servers) {
        return Arrays.stream(servers.split(",", -1)).map(String::strip).allMatch(Listening::refuses);
    }

    private static boolean refuses(String server) {
        int colon = server.lastIndexOf(':');
        String host = server.substring(0, colon).replaceAll("[\\[\\]]", "");
        int port = Integer.parseInt(server.substring(colon + 1));
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                try (Socket socket = new Socket()) {
                    socket.connect(new InetSocketAddress(address, port), Math.toIntExact(WITHIN.toMillis()));
                    return false;
                } catch (ConnectException e) {
                    // the next address may take it
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
