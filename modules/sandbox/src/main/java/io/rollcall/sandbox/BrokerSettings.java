package io.rollcall.sandbox;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The broker's configuration: one node that is broker and controller, with a small footprint. */
final class BrokerSettings {

    static final int NODE_ID = 1;
    static final String BROKER = "PLAINTEXT";
    static final String CONTROLLER = "CONTROLLER";

    private BrokerSettings() {}

    static Map<String, String> of(Path logs, int brokerPort, int controllerPort, EmbeddedBroker.Options options) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE_ID));
        settings.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        settings.put(
                "listeners",
                BROKER + "://127.0.0.1:" + brokerPort + "," + CONTROLLER + "://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", BROKER + "://127.0.0.1:" + brokerPort);
        settings.put("controller.listener.names", CONTROLLER);
        settings.put("inter.broker.listener.name", BROKER);
        settings.put("listener.security.protocol.map", BROKER + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        settings.put("log.dirs", logs.toString());
        // a topic that nobody declared would have the wrong settings
        settings.put("auto.create.topics.enable", "false");
        putSingleNode(settings);
        putSizes(settings, options);
        putPatience(settings);
        return settings;
    }

    private static void putSingleNode(Map<String, String> settings) {
        for (String topic : new String[] {"offsets.topic", "transaction.state.log"}) {
            settings.put(topic + ".num.partitions", "1");
            settings.put(topic + ".replication.factor", "1");
            settings.put(topic + ".segment.bytes", "8388608");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
    }

    private static void putSizes(Map<String, String> settings, EmbeddedBroker.Options options) {
        settings.put("log.retention.bytes", Long.toString(options.retentionBytesPerPartition()));
        settings.put("log.segment.bytes", Integer.toString(options.segmentBytes()));
        settings.put("log.index.size.max.bytes", "1048576");
        settings.put("metadata.log.segment.bytes", "8388608");
        settings.put("metadata.max.retention.bytes", "33554432");
        settings.put("log.cleaner.dedupe.buffer.size", "2097152");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
    }

    private static void putPatience(Map<String, String> settings) {
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.min.session.timeout.ms", "100");
        settings.put("group.consumer.min.session.timeout.ms", "100");
        settings.put("group.consumer.min.heartbeat.interval.ms", "50");
        settings.put("group.streams.min.session.timeout.ms", "100");
        settings.put("group.streams.min.heartbeat.interval.ms", "50");
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        // after a kill the next start waits until the old registration has expired
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");
    }
}
