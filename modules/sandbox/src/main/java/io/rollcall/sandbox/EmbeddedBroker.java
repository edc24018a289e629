package io.rollcall.sandbox;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/**
 * A real Kafka broker (KRaft, broker and controller in one) inside this JVM, bound to 127.0.0.1.
 *
 * <p>The data stays in the directory when the broker is closed: started there again, it has the same topics, records and
 * group offsets, on other ports. One instance owns a directory at a time. The directory is the caller's to delete.
 *
 * <p>A fault inside the broker is logged and does not end the JVM, save for one case that Kafka decides: when its only
 * log directory fails (disk full, directory removed while running) it halts the process.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private final BrokerNode node;
    private final DirectoryLock lock;
    private final String bootstrapServers;
    private final Map<String, Integer> securedPorts;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedBroker(
            BrokerNode node, DirectoryLock lock, String bootstrapServers, Map<String, Integer> securedPorts) {
        this.node = node;
        this.lock = lock;
        this.bootstrapServers = bootstrapServers;
        this.securedPorts = securedPorts;
    }

    /**
     * Bounds of the data directory. Topics that are compacted grow with their keys and are not bounded by these.
     *
     * @param retentionBytesPerPartition what a partition whose topic sets no retention.bytes may keep, in bytes
     * @param segmentBytes the size at which a new segment is begun, in bytes; at least 1 MiB
     */
    public record Options(long retentionBytesPerPartition, int segmentBytes) {

        private static final int MIB = 1 << 20;

        public Options {
            if (segmentBytes < MIB) {
                throw new IllegalArgumentException("segmentBytes is less than 1 MiB: " + segmentBytes);
            }
            if (retentionBytesPerPartition < segmentBytes) {
                throw new IllegalArgumentException(
                        "retentionBytesPerPartition is less than one segment: " + retentionBytesPerPartition);
            }
        }

        /** 32 MiB a partition, in segments of 8 MiB. */
        public static Options defaults() {
            return new Options(32L * MIB, 8 * MIB);
        }
    }

    /** {@link #start(Path, Options)} with {@link Options#defaults()}. */
    public static EmbeddedBroker start(Path directory) {
        return start(directory, Options.defaults());
    }

    /**
     * Starts a broker on the directory, which is made if it is missing, and returns when it takes requests (about two
     * seconds in a cold JVM).
     *
     * @throws SandboxException if another instance owns the directory, or the broker cannot start on it
     */
    public static EmbeddedBroker start(Path directory, Options options) {
        return start(directory, 0, options, Optional.empty(), UnaryOperator.identity());
    }

    /** {@link #start(Path)} on this port; 0 takes any free one. */
    public static EmbeddedBroker startAt(Path directory, int port) {
        return start(directory, port, Options.defaults(), Optional.empty(), UnaryOperator.identity());
    }

    /**
     * The same, behind something that is in the way of every client.
     *
     * @param front answers, for the broker's own address, the one that clients are given
     */
    public static EmbeddedBroker startBehind(Path directory, UnaryOperator<String> front) {
        return start(directory, 0, Options.defaults(), Optional.empty(), front);
    }

    /** The same, with listeners that want a login, one of them TLS too, and with ACLs for those who come in by them. */
    public static EmbeddedBroker startSecured(Path directory, BrokerSecurity security) {
        return start(directory, 0, Options.defaults(), Optional.of(security), UnaryOperator.identity());
    }

    private static EmbeddedBroker start(
            Path directory, int port, Options options, Optional<BrokerSecurity> security, UnaryOperator<String> front) {
        requireNonNull(directory, "directory is null");
        requireNonNull(options, "options is null");
        DirectoryLock lock = DirectoryLock.take(directory);
        try (LoopbackSockets sockets = new LoopbackSockets()) {
            Path logs = directory.resolve("kafka").toAbsolutePath();
            int brokerPort = sockets.bind(BrokerSettings.BROKER, port);
            int controllerPort = sockets.bind(BrokerSettings.CONTROLLER);
            String address = front.apply("127.0.0.1:" + brokerPort);
            Map<String, String> settings = BrokerSettings.of(logs, brokerPort, controllerPort, options);
            settings.put("advertised.listeners", BrokerSettings.BROKER + "://" + address);
            Map<String, Integer> secured = new HashMap<>();
            if (security.isPresent()) {
                for (String listener : SecuredListeners.ALL) {
                    secured.put(listener, sockets.bind(listener));
                }
                SecuredListeners.add(settings, security.get(), secured);
            }
            BrokerNode node = BrokerNode.start(
                    logs, settings, new InetSocketAddress(InetAddress.getLoopbackAddress(), controllerPort), sockets);
            return new EmbeddedBroker(node, lock, address, secured);
        } catch (Exception e) {
            release(lock);
            throw new SandboxException(
                    "The embedded broker cannot start on %s (%s): move that directory away, or choose another."
                            .formatted(directory, e),
                    e);
        }
    }

    /** What clients set as {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** What clients set that speak TLS and log in ({@code SASL_SSL}); only of a broker that was started secured. */
    public String securedServers() {
        return servers(SecuredListeners.TLS_AND_LOGIN);
    }

    /** What clients set that log in without TLS ({@code SASL_PLAINTEXT}); only of a broker that was started secured. */
    public String loginServers() {
        return servers(SecuredListeners.LOGIN);
    }

    private String servers(String listener) {
        if (!securedPorts.containsKey(listener)) {
            throw new IllegalStateException("this broker was not started secured");
        }
        return "127.0.0.1:" + securedPorts.get(listener);
    }

    /** Stops the broker, within about five seconds, and lets go of the directory. Does nothing the second time. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            node.stop();
            release(lock);
        }
    }

    private static void release(DirectoryLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new SandboxException("The lock of the data directory cannot be released: end this process.", e);
        }
    }
}
