package io.rollcall.sandbox;

import static java.util.Objects.requireNonNull;

import io.rollcall.sandbox.Certificates.ServerCertificate;
import io.rollcall.sandbox.DockerRegistry.Security;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a {@link DockerRegistry} is set up.
 *
 * @param security TLS and a password; empty for none
 * @param tls the certificate where it speaks TLS and asks for no password; empty for plain HTTP, or where {@code security} is given
 * @param tokens Bearer tokens, in place of a password; then nobody can push
 * @param healthInterval how often it looks at its storage: after three looks in vain it answers 503 to all. Empty: it never
 *     looks
 * @param user the uid that it runs as and that owns the storage; empty for this process's own. To name another takes root
 * @param notifications whom it tells what it does; empty for nobody
 */
public record RegistrySetup(
        Optional<Security> security,
        Optional<ServerCertificate> tls,
        Optional<Tokens> tokens,
        Optional<Duration> healthInterval,
        Optional<Integer> user,
        Optional<Notifications> notifications) {

    /**
     * A listener, which has ten seconds for an answer and is tried again until it takes what it is told.
     *
     * @param url where it listens
     * @param token that is shown to it
     * @param everything whether it is told of pulls and blobs too
     */
    public record Notifications(String url, String token, boolean everything) {
        public Notifications {
            requireNonNull(url, "url is null");
            requireNonNull(token, "token is null");
        }
    }

    /**
     * Bearer tokens. The registry itself never speaks to who issues them.
     *
     * @param realm where clients are sent for one
     * @param issuers certificates of who may sign one, PEM
     */
    public record Tokens(String realm, Path issuers) {
        public Tokens {
            requireNonNull(realm, "realm is null");
            requireNonNull(issuers, "issuers is null");
        }
    }

    public RegistrySetup {
        if (security.isPresent() && tokens.isPresent()) {
            throw new IllegalArgumentException("a registry asks for a password or for a token, not for both");
        }
        if (security.isPresent() && tls.isPresent()) {
            throw new IllegalArgumentException("a registry has one certificate");
        }
    }

    /** Its certificate; empty for plain HTTP. */
    Optional<ServerCertificate> certificate() {
        return security.map(Security::certificate).or(() -> tls);
    }

    /** Plain HTTP, no password, no looks at the storage, this process's user. */
    public static RegistrySetup plain() {
        return new RegistrySetup(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public RegistrySetup with(Security both) {
        return new RegistrySetup(Optional.of(both), tls, tokens, healthInterval, user, notifications);
    }

    /** TLS, and no password. */
    public RegistrySetup with(ServerCertificate certificate) {
        return new RegistrySetup(security, Optional.of(certificate), tokens, healthInterval, user, notifications);
    }

    public RegistrySetup with(Tokens bearer) {
        return new RegistrySetup(security, tls, Optional.of(bearer), healthInterval, user, notifications);
    }

    public RegistrySetup withHealthInterval(Duration interval) {
        return new RegistrySetup(security, tls, tokens, Optional.of(interval), user, notifications);
    }

    public RegistrySetup withUser(int uid) {
        return new RegistrySetup(security, tls, tokens, healthInterval, Optional.of(uid), notifications);
    }

    public RegistrySetup with(Notifications listener) {
        return new RegistrySetup(security, tls, tokens, healthInterval, user, Optional.of(listener));
    }
}
