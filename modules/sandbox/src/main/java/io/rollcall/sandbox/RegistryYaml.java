package io.rollcall.sandbox;

import io.rollcall.sandbox.Certificates.ServerCertificate;
import io.rollcall.sandbox.RegistrySetup.Notifications;
import io.rollcall.sandbox.RegistrySetup.Tokens;
import java.nio.file.Path;
import java.time.Duration;

/** The configuration of the registry's program. */
final class RegistryYaml {

    private RegistryYaml() {}

    static String of(RegistrySetup setup, int port, boolean readOnly, Path storage, Path htpasswd) {
        // the http section comes last: tls continues it
        return """
                version: 0.1
                log: {level: info, accesslog: {disabled: true}}
                storage:
                  cache: {blobdescriptor: inmemory}
                  filesystem: {rootdirectory: "%s", maxthreads: 100}
                  delete: {enabled: true}
                  maintenance: {readonly: {enabled: %s}, uploadpurging: {enabled: false}}
                """.formatted(storage, readOnly)
                + setup.healthInterval().map(RegistryYaml::health).orElse("")
                + setup.tokens().map(RegistryYaml::tokens).orElse("")
                + setup.security().map(any -> password(htpasswd)).orElse("")
                + setup.notifications().map(RegistryYaml::notifications).orElse("")
                + """
                http:
                  addr: 127.0.0.1:%d
                  secret: rollcall-sandbox
                """.formatted(port)
                + setup.certificate().map(RegistryYaml::tls).orElse("");
    }

    private static String health(Duration interval) {
        return "health: {storagedriver: {enabled: true, interval: %dms, threshold: 3}}%n"
                .formatted(interval.toMillis());
    }

    private static String password(Path htpasswd) {
        return "auth: {htpasswd: {realm: rollcall-sandbox, path: \"%s\"}}%n".formatted(htpasswd);
    }

    private static String tokens(Tokens tokens) {
        return "auth: {token: {realm: \"%s\", service: registry, issuer: rollcall-sandbox, rootcertbundle: \"%s\"}}%n"
                .formatted(tokens.realm(), tokens.issuers().toAbsolutePath());
    }

    /** Actions are ignored only where media types are, too. */
    private static String notifications(Notifications listener) {
        return """
                notifications:
                  endpoints:
                    - name: rollcall
                      url: "%s"
                      headers: {Authorization: ["Bearer %s"]}
                      timeout: 10s
                      threshold: 3
                      backoff: 1s
                """.formatted(listener.url(), listener.token())
                + (listener.everything()
                        ? ""
                        : "      ignore: {mediatypes: [application/octet-stream], actions: [pull]}\n");
    }

    private static String tls(ServerCertificate own) {
        return "  tls: {certificate: \"%s\", key: \"%s\"}%n"
                .formatted(own.certificate().toAbsolutePath(), own.key().toAbsolutePath());
    }
}
