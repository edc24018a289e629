package io.rollcall.standalone.chaos;

import io.rollcall.sandbox.BrokerProcess;
import io.rollcall.sandbox.SandboxException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/** The one broker, always at the same address. */
final class Broker implements AutoCloseable {

    private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);

    /**
     * Below the ports that systems give to clients by themselves: one of those might be taken while the broker is away, by a
     * client that looks for the broker even.
     */
    private static final int FROM_PORT = 20_000;

    private static final int PORTS = 10_000;
    private static final int ATTEMPTS = 100;

    private final Path directory;
    private final int port;
    private volatile BrokerProcess process;

    private Broker(Path directory, int port) {
        this.directory = directory;
        this.port = port;
        this.process = BrokerProcess.startAt(directory, port);
    }

    static Broker start(Path directory) {
        return new Broker(directory, freePort(new Random()));
    }

    private static int freePort(Random random) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = FROM_PORT + random.nextInt(PORTS);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // taken: the next one
            }
        }
        throw new SandboxException(
                "No port between %d and %d is free: end other servers.".formatted(FROM_PORT, FROM_PORT + PORTS));
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Returns when it is back. */
    synchronized void away(boolean killed, Duration lasts) throws InterruptedException {
        if (killed) {
            process.kill();
        } else {
            process.stop(STOPS_WITHIN);
        }
        Waits.out(lasts);
        process = BrokerProcess.startAt(directory, port);
    }

    @Override
    public void close() {
        process.close();
    }
}
