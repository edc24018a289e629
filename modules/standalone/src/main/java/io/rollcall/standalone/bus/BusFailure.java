package io.rollcall.standalone.bus;

import io.rollcall.runtime.kafka.Login;
import io.rollcall.standalone.cli.Bus;
import java.util.Optional;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;

/** A failure of Kafka, in a sentence that says what to do. */
public final class BusFailure {

    private BusFailure() {}

    /** What went wrong while this topic was read. */
    public static String sentence(Bus bus, String topic, Throwable failure) {
        String servers = bus.config().kafka().bootstrapServers();
        Optional<String> login = Login.sentence(servers, failure);
        if (login.isPresent()) {
            return login.get();
        }
        if (failure instanceof AuthorizationException) {
            return "Kafka does not allow %s to be read; grant this client Read and Describe on it.".formatted(topic);
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (failure instanceof TimeoutException) {
            return bus.explain(
                    "cannot reach Kafka at %s; check --bootstrap-servers, and --kafka-config where TLS or a login is needed."
                            .formatted(servers));
        }
        return bus.explain("Kafka at %s cannot be read (%s); check --bootstrap-servers and --kafka-config."
                .formatted(servers, root.getMessage()));
    }

    /** There is no such topic. */
    public static String missing(String topic) {
        return "the topic %s does not exist; start the services, or create it with 'rollcall topics create'."
                .formatted(topic);
    }
}
