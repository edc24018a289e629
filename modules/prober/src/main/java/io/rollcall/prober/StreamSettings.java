package io.rollcall.prober;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** What this stream needs beyond what every stream of ours has. */
final class StreamSettings {
    private StreamSettings() {}

    /**
     * After a kill the session's timeout rules how long its targets wait, not the restore: ten seconds, unless the file that
     * {@code kafka.config} names says otherwise.
     *
     * @param common as {@code KafkaSettings.streams()} gives them
     */
    static Map<String, Object> of(Map<String, Object> common, Path stateDirectory) {
        Map<String, Object> settings = new HashMap<>(common);
        settings.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        settings.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        return settings;
    }
}
