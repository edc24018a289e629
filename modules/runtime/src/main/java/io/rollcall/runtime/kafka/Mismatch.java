package io.rollcall.runtime.kafka;

import static io.rollcall.runtime.kafka.Remedy.FILE;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;

/** How what a client speaks and what is behind the brokers' port do not fit. Pure. */
final class Mismatch {
    private Mismatch() {}

    /** What the client speaks, as its settings say. */
    static String protocol(Map<String, Object> settings) {
        return String.valueOf(settings.getOrDefault(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "PLAINTEXT"))
                .strip()
                .toUpperCase(Locale.ROOT);
    }

    static boolean isPlain(String protocol) {
        return protocol.endsWith("PLAINTEXT");
    }

    /** @return empty where they fit, as far as a knock can tell */
    static Optional<Remedy> of(String servers, String protocol, Door door) {
        String kafka = "Kafka at " + servers;
        boolean login = protocol.startsWith("SASL_");
        if (door instanceof Door.Tls && isPlain(protocol)) {
            return Optional.of(new Remedy(
                    "%s speaks TLS on this port, and security.protocol is %s".formatted(kafka, protocol),
                    "set security.protocol to SASL_SSL (SSL where it wants no login) and ssl.truststore.location to the brokers' CA, "
                            + FILE));
        }
        if (door instanceof Door.Plain plain) {
            boolean wantsLogin = !plain.mechanisms().isEmpty();
            if (!isPlain(protocol)) {
                return Optional.of(new Remedy(
                        "%s does not speak TLS on this port, and security.protocol is %s".formatted(kafka, protocol),
                        "name the brokers' TLS port in kafka.bootstrapServers, or set security.protocol to %s, %s"
                                .formatted(wantsLogin ? "SASL_PLAINTEXT" : "PLAINTEXT", FILE)));
            }
            if (wantsLogin && !login) {
                return Optional.of(new Remedy(
                        "%s wants a login (%s), and security.protocol is %s"
                                .formatted(kafka, String.join(", ", plain.mechanisms()), protocol),
                        "set security.protocol to SASL_PLAINTEXT, and sasl.mechanism and sasl.jaas.config, " + FILE));
            }
        }
        return Optional.empty();
    }

    /** @param failure what the client said that got no answer, although the port fits */
    static Optional<Remedy> unanswered(String servers, String protocol, Door door, String failure) {
        if (door instanceof Door.Tls && protocol.equals("SSL")) {
            return Optional.of(new Remedy(
                    "Kafka at %s takes the TLS connection and then hangs up, as brokers that want a login do (%s)"
                            .formatted(servers, failure),
                    "set security.protocol to SASL_SSL, and sasl.mechanism and sasl.jaas.config, " + FILE));
        }
        if (door instanceof Door.Silent) {
            return Optional.empty();
        }
        return Optional.of(
                new Remedy(
                        "Kafka at %s is there, but leaves questions unanswered (%s)".formatted(servers, failure),
                        "let advertised.listeners of the brokers hold names that can be reached from here, and look at their log"));
    }
}
