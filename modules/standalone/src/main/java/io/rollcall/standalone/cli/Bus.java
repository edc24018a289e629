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
    /** A broker on this very machine answers sooner, or not at all. */
    private static final Duration EMBEDDED_PATIENCE = Duration.ofSeconds(5);

    /** Refuses nulls. */
    public Bus {
        requireNonNull(config, "config is null");
        requireNonNull(embedded, "embedded is null");
    }

    /** Settings for this command's clients. */
    public KafkaSettings settings(String command) {
        return KafkaSettings.of(config, "rollcall-" + command, Instance.name(Map.of()));
    }

    /** Longest wait for one answer of the brokers. */
    public Duration patience() {
        return embedded.isPresent() ? EMBEDDED_PATIENCE : PATIENCE;
    }

    /** What is waited for while they do not answer. */
    public String waiting() {
        return "waiting for Kafka at " + config.kafka().bootstrapServers();
    }

    /** Looks at topics, and creates them. */
    public TopicsAdmin topicsAdmin(String command) {
        return new TopicsAdmin(settings(command).admin("topics"), config.kafka(), patience());
    }

    /** Spares a client's long patience where nothing listens at any of the addresses: a {@link CommandException}. */
    Bus thatListens() {
        String servers = config.kafka().bootstrapServers();
        if (Listening.nowhere(servers)) {
            throw CommandException.failed(explain(
                    "cannot reach Kafka at %s, nothing listens there; check --bootstrap-servers, and that it runs."
                            .formatted(servers)));
        }
        return this;
    }

    /** A sentence about the brokers, with what to do where they are those of {@code rollcall up}. */
    public String explain(String sentence) {
        return embedded.map(directory -> "nothing answers at %s, which %s names; start 'rollcall up' again."
                        .formatted(config.kafka().bootstrapServers(), directory.addressFile()))
                .orElse(sentence);
    }
}
