package io.rollcall.sandbox;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapDirectory;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble.VerificationFlag;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.ServerSocketFactory;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Broker and controller of one node. Put together here rather than by Kafka's own server class for two reasons: sockets
 * that are bound already can be passed in, and a fault is logged instead of ending the JVM.
 */
final class BrokerNode {

    private static final Logger log = LoggerFactory.getLogger(BrokerNode.class);
    private static final Duration SHUTDOWN = Duration.ofSeconds(4);

    private final ControllerServer controller;
    private final BrokerServer broker;

    private BrokerNode(ControllerServer controller, BrokerServer broker) {
        this.controller = controller;
        this.broker = broker;
    }

    /** Returns when the broker takes requests. Formats the directory if it is new. */
    static BrokerNode start(
            Path logs, Map<String, String> settings, InetSocketAddress controllerAddress, ServerSocketFactory sockets)
            throws Exception {
        if (!Files.exists(logs.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
            format(logs);
        }
        KafkaConfig config = new KafkaConfig(settings);
        MetaPropertiesEnsemble properties = new MetaPropertiesEnsemble.Loader()
                .addLogDirs(List.of(logs.toString()))
                .addMetadataLogDir(logs.toString())
                .load();
        properties.verify(
                Optional.empty(),
                OptionalInt.of(BrokerSettings.NODE_ID),
                EnumSet.of(VerificationFlag.REQUIRE_AT_LEAST_ONE_VALID, VerificationFlag.REQUIRE_METADATA_LOG_DIR));
        SharedServer shared = new SharedServer(
                config,
                properties,
                Time.SYSTEM,
                new Metrics(),
                CompletableFuture.completedFuture(Map.of(BrokerSettings.NODE_ID, controllerAddress)),
                List.of(),
                (name, fatal, action) -> (message, cause) -> fault(name, message, cause, action),
                sockets);
        BrokerNode node = new BrokerNode(
                new ControllerServer(
                        shared, KafkaRaftServer.configSchema(), new BootstrapDirectory(logs.toString()).read()),
                new BrokerServer(shared));
        try {
            node.controller.startup();
            StaleRegistration.awaitFenced(shared.loader());
            node.broker.startup();
        } catch (Throwable e) {
            node.stop();
            throw e;
        }
        return node;
    }

    void stop() {
        broker.shutdown(SHUTDOWN);
        controller.shutdown();
    }

    private static RuntimeException fault(String name, String message, Throwable cause, Runnable action) {
        log.atError()
                .addKeyValue("fault", name)
                .addKeyValue("message", message)
                .setCause(cause)
                .log("the embedded broker met a fault");
        action.run();
        return new IllegalStateException(name + ": " + message, cause);
    }

    private static void format(Path logs) throws Exception {
        Files.createDirectories(logs);
        new Formatter()
                .setNodeId(BrokerSettings.NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .addDirectory(logs.toString())
                .setMetadataLogDirectory(logs.toString())
                .setControllerListenerName(BrokerSettings.CONTROLLER)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .run();
    }
}
