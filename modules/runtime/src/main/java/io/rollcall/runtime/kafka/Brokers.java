package io.rollcall.runtime.kafka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The brokers as one attempt to use them finds them: knocks at most once. For one thread. */
final class Brokers {
    private final String servers;
    private final String protocol;
    private final Knock knock;
    private Door door;

    /**
     * @param settings of a client
     * @param patience with one answer to a knock
     */
    Brokers(String servers, Map<String, Object> settings, Duration patience) {
        this.servers = requireNonNull(servers, "servers is null");
        this.protocol = Mismatch.protocol(settings);
        this.knock = new Knock(patience);
    }

    String servers() {
        return servers;
    }

    /**
     * Why no client must be made: one without TLS takes what a TLS port says for the length of an answer, and asks the JVM
     * for hundreds of megabytes (KAFKA-4493).
     */
    Optional<Remedy> mismatch() {
        return Mismatch.isPlain(protocol) ? Mismatch.of(servers, protocol, door()) : Optional.empty();
    }

    /** Why a client could not do what it was to. */
    Remedy unreachable(Throwable failure) {
        String said = KafkaFailures.root(failure);
        return Optional.of(failure)
                .filter(KafkaFailures::isUnanswered)
                .flatMap(unanswered -> Mismatch.of(servers, protocol, door())
                        .or(() -> Mismatch.unanswered(servers, protocol, door(), said)))
                .orElseGet(() -> new Remedy(
                        "cannot reach Kafka at %s (%s)".formatted(servers, said),
                        "check kafka.bootstrapServers, and kafka.config where TLS or a login is needed"));
    }

    private Door door() {
        if (door == null) {
            door = knock.at(servers);
        }
        return door;
    }
}
