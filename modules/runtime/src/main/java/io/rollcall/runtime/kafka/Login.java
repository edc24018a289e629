package io.rollcall.runtime.kafka;

import static io.rollcall.runtime.kafka.Remedy.FILE;

import java.util.Optional;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;

/** What it means that Kafka does not let a client in: TLS or a login, which are mended in different places. */
public final class Login {

    private Login() {}

    /**
     * One sentence that names the fix and no secret.
     *
     * @param failure what a Kafka client threw, or what that was caused by
     * @return empty where it is about something else
     */
    public static Optional<String> sentence(String servers, Throwable failure) {
        return remedy(servers, failure).map(Remedy::sentence);
    }

    static Optional<Remedy> remedy(String servers, Throwable failure) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < 20; depth++) {
            if (at instanceof AuthenticationException refused) {
                return Optional.of(of("Kafka at " + servers, refused));
            }
            at = at.getCause();
        }
        return Optional.empty();
    }

    private static Remedy of(String kafka, AuthenticationException e) {
        if (e instanceof SslAuthenticationException) {
            return new Remedy(
                    "%s does not pass the TLS check (%s)".formatted(kafka, KafkaFailures.root(e)),
                    "let ssl.truststore.location, %s, hold the brokers' CA, and kafka.bootstrapServers a name of their certificate"
                            .formatted(FILE));
        } else if (e instanceof UnsupportedSaslMechanismException) {
            return new Remedy(
                    "%s does not take this sasl.mechanism (%s)".formatted(kafka, KafkaFailures.root(e)),
                    "set it to one of those, " + FILE);
        } else if (e instanceof IllegalSaslStateException) {
            return new Remedy(
                    kafka + " wants no login on this port",
                    "set security.protocol to PLAINTEXT or SSL, %s, or name the brokers' other port in kafka.bootstrapServers"
                            .formatted(FILE));
        }
        return new Remedy(
                kafka + " refused the credentials",
                "correct username and password in sasl.jaas.config, %s".formatted(FILE));
    }
}
