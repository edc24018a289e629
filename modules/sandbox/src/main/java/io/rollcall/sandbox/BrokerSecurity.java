package io.rollcall.sandbox;

import java.util.Map;
import java.util.Set;

/**
 * More doors of an {@link EmbeddedBroker}, which want a login (PLAIN), one of them behind TLS. Who comes in by the plain door
 * may do everything; who comes in by these may do what ACLs allow, and everything as an administrator.
 *
 * @param certificate for {@code 127.0.0.1}
 * @param passwords by user
 * @param administrators of those users
 */
public record BrokerSecurity(
        Certificates.ServerCertificate certificate, Map<String, String> passwords, Set<String> administrators) {

    public BrokerSecurity {
        passwords = Map.copyOf(passwords);
        administrators = Set.copyOf(administrators);
        if (!passwords.keySet().containsAll(administrators)) {
            throw new IllegalArgumentException("an administrator has no password: " + administrators);
        }
    }

    @Override
    public String toString() {
        return "BrokerSecurity" + passwords.keySet();
    }
}
