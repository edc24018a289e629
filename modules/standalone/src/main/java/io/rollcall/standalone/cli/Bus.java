package io.rollcall.standalone.cli;

import static java.util.Objects.requireNonNull;

import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.kafka.KafkaSettings;
import io.rollcall.runtime.kafka.TopicsAdmin;
import io.rollcall.runtime.service.Instance;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A bus that a command speaks to.
 *
 * @param config names the brokers
 * @param embedded the data directory of the broker of {@code rollcall up}, where it is that one
 */
public record Bus(RollcallConfig config, Optional<DataDirectory> embedded) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Refuses nulls. */
    public Bus {
        requireNonNull(config, "config is null");
        requireNonNull(embedded, "embedded is null");
    }

    /** Settings for this command's clients. */
    public KafkaSettings settings(String command) {
        return KafkaSettings.of(config, "rollcall-" + command, Instance.name(Map.of()));
    }

    /** Looks at topics, and creates them. */
    public TopicsAdmin topicsAdmin(String command) {
        return new TopicsAdmin(settings(command).admin("topics"), config.kafka(), PATIENCE);
    }

    /** A sentence about the brokers, with what to do where they are those of {@code rollcall up}. */
    public String explain(String sentence) {
        return embedded.map(directory -> "nothing answers at %s, which %s names; start 'rollcall up' again."
                        .formatted(config.kafka().bootstrapServers(), directory.addressFile()))
                .orElse(sentence);
    }
}
