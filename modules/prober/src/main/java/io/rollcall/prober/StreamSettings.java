package io.rollcall.prober;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** What this stream needs beyond what every stream of ours has. */
final class StreamSettings {
    /**
     * The largest record that the stream may write, in bytes. A target is one record with all who ask for it: more than ten
     * thousand asks fit.
     */
    static final int LARGEST_RECORD = 8 << 20;

    private StreamSettings() {}

    /**
     * After a kill the session's timeout rules how long its targets wait, not the restore: ten seconds, unless the file that
     * {@code kafka.config} names says otherwise. So for the size of records, which the stream's own topics take as well.
     *
     * @param common as {@code KafkaSettings.streams()} gives them
     */
    static Map<String, Object> of(Map<String, Object> common, Path stateDirectory) {
        Map<String, Object> settings = new HashMap<>(common);
        settings.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        settings.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
        settings.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD);
        settings.putIfAbsent(
                StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), Integer.toString(LARGEST_RECORD));
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        return settings;
    }
}
