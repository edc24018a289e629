package io.rollcall.runtime.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One registry that may be asked. The configured registries are the allow-list: no other host is
 * ever asked, nor given credentials.
 *
 * @param host {@code host[:port]} as image references name it
 * @param dockerConfig a docker {@code config.json} with this host's credentials; none means
 *     anonymous
 * @param ca PEM certificates; if given, these alone are trusted, not the system's
 * @param connectTo {@code host:port} that the socket goes to instead; URL, SNI, verification and
 *     credentials stay with {@code host}
 * @param tokenHosts {@code host[:port]} of token servers that may be given this host's credentials; the configured
 *     registries' own hosts need not be named
 * @param plainHttp whether it is asked over plain HTTP; a loopback host without {@code ca} always is
 * @param policy how gently it is asked
 * @param unavailableAfter how long it may be out of reach before an alert says so
 */
public record RegistryConfig(
        String host,
        Optional<Path> dockerConfig,
        Optional<Path> ca,
        Optional<String> connectTo,
        List<String> tokenHosts,
        boolean plainHttp,
        PolicyConfig policy,
        Duration unavailableAfter) {

    /** Checks the bounds. */
    public RegistryConfig {
        requireNonNull(dockerConfig, "dockerConfig is null");
        requireNonNull(ca, "ca is null");
        requireNonNull(policy, "policy is null");
        tokenHosts = List.copyOf(tokenHosts);
        RegistryKeys.REGISTRY_HOST.check(host);
        RegistryKeys.REGISTRY_CONNECT_TO.check(connectTo);
        RegistryKeys.REGISTRY_TOKEN_HOSTS.check(tokenHosts);
        RegistryKeys.REGISTRY_UNAVAILABLE_AFTER.check(unavailableAfter);
    }

    /** Without token servers elsewhere, and with the default patience. */
    public RegistryConfig(
            String host,
            Optional<Path> dockerConfig,
            Optional<Path> ca,
            Optional<String> connectTo,
            boolean plainHttp,
            PolicyConfig policy) {
        this(
                host,
                dockerConfig,
                ca,
                connectTo,
                List.of(),
                plainHttp,
                policy,
                RegistryKeys.REGISTRY_UNAVAILABLE_AFTER.defaultValue());
    }

    static RegistryConfig from(Values values) {
        return new RegistryConfig(
                values.get(RegistryKeys.REGISTRY_HOST),
                values.get(RegistryKeys.REGISTRY_DOCKER_CONFIG),
                values.get(RegistryKeys.REGISTRY_CA),
                values.get(RegistryKeys.REGISTRY_CONNECT_TO),
                values.get(RegistryKeys.REGISTRY_TOKEN_HOSTS),
                values.get(RegistryKeys.REGISTRY_PLAIN_HTTP),
                PolicyConfig.from(values),
                values.get(RegistryKeys.REGISTRY_UNAVAILABLE_AFTER));
    }
}
