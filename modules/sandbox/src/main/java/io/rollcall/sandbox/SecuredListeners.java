package io.rollcall.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;

/** What a broker's settings say of its secured listeners. Each is named as what it speaks. */
final class SecuredListeners {

    static final String LOGIN = "SASL_PLAINTEXT";
    static final String TLS_AND_LOGIN = "SASL_SSL";
    static final List<String> ALL = List.of(LOGIN, TLS_AND_LOGIN);

    private SecuredListeners() {}

    /** Adds them to the settings of a broker that has a plain one. */
    static void add(Map<String, String> settings, BrokerSecurity security, Map<String, Integer> ports)
            throws IOException {
        for (String name : ALL) {
            String listener = "," + name + "://127.0.0.1:" + ports.get(name);
            settings.merge("listeners", listener, String::concat);
            settings.merge("advertised.listeners", listener, String::concat);
            settings.merge("listener.security.protocol.map", "," + name + ":" + name, String::concat);
            settings.put(prefix(name) + "sasl.enabled.mechanisms", "PLAIN");
            settings.put(prefix(name) + "plain.sasl.jaas.config", login(security));
        }
        settings.putAll(certificate(security.certificate()));
        settings.put("authorizer.class.name", StandardAuthorizer.class.getName());
        settings.put(
                "super.users",
                Stream.concat(
                                Stream.of("ANONYMOUS"),
                                security.administrators().stream().sorted())
                        .map(user -> "User:" + user)
                        .collect(Collectors.joining(";")));
    }

    private static Map<String, String> certificate(Certificates.ServerCertificate certificate) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(prefix(TLS_AND_LOGIN) + "ssl.keystore.type", "PEM");
        settings.put(prefix(TLS_AND_LOGIN) + "ssl.keystore.key", Files.readString(certificate.key()));
        settings.put(
                prefix(TLS_AND_LOGIN) + "ssl.keystore.certificate.chain", Files.readString(certificate.certificate()));
        return settings;
    }

    private static String prefix(String listener) {
        return "listener.name." + listener.toLowerCase(Locale.ROOT) + ".";
    }

    private static String login(BrokerSecurity security) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required "
                + new TreeMap<>(security.passwords())
                        .entrySet().stream()
                                .map(user -> "user_%s=\"%s\"".formatted(user.getKey(), user.getValue()))
                                .collect(Collectors.joining(" "))
                + ";";
    }
}
