package io.rollcall.runtime.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys of a registry, and of the policy that it is asked under. */
final class RegistryKeys {

    private static final Kind<String> HOST_PORT = Kinds.text(
            "host:port",
            "(\\[[0-9a-fA-F:]+\\]|[A-Za-z0-9._-]+):\\d{1,5}",
            "give a host and a port, such as kafka:9092");

    /** The name of a registry. */
    static final Key<String> REGISTRY_HOST = new Key<>(
            "registries[].host",
            Kinds.text(
                    "registry host",
                    "(\\[[0-9a-fA-F:]+\\]|[A-Za-z0-9][A-Za-z0-9._-]*)(:\\d{1,5})?",
                    "give host or host:port as image references have it, without scheme or path"),
            "",
            "host[:port]",
            "a registry that may be asked; no other host ever is");

    static final Key<Optional<Path>> REGISTRY_DOCKER_CONFIG = new Key<>(
            "registries[].dockerConfig",
            Kinds.file(),
            "",
            "path",
            "docker config.json with its credentials; re-read when it changes");

    static final Key<Optional<Path>> REGISTRY_CA = new Key<>(
            "registries[].ca",
            Kinds.file(),
            "",
            "path",
            "PEM certificates; if given, these alone are trusted, not the system's; re-read when it changes");

    static final Key<Optional<String>> REGISTRY_CONNECT_TO = new Key<>(
            "registries[].connectTo",
            Kinds.optional(HOST_PORT),
            "",
            "host:port",
            "connect there instead; URL, SNI, verification and credentials stay");

    static final Key<List<String>> REGISTRY_TOKEN_HOSTS = new Key<>(
            "registries[].tokenHosts",
            Kinds.list(Kinds.text(
                    "token server's host",
                    "(\\[[0-9a-fA-F:]+\\]|[A-Za-z0-9][A-Za-z0-9._-]*)(:\\d{1,5})?",
                    "give host or host:port of the registry's token servers, separated by commas")),
            "",
            "host[:port]",
            "token servers that may see its credentials; registries' own hosts always may");

    static final Key<Boolean> REGISTRY_PLAIN_HTTP = new Key<>(
            "registries[].plainHttp",
            Kinds.flag(),
            "false",
            "",
            "ask over plain HTTP; a loopback host without ca always is");

    static final Key<Integer> POLICY_IN_FLIGHT = new Key<>(
            "registries[].policy.inFlight",
            Kinds.integer(1, 64),
            "8",
            "requests",
            "most probes at once, over all replicas; each has at least one");

    static final Key<Rate> POLICY_RATE = new Key<>(
            "registries[].policy.rate", Kinds.rate(), "100/s", "rate", "most requests in a time, over all replicas");

    static final Key<Integer> POLICY_BURST = new Key<>(
            "registries[].policy.burst",
            Kinds.integer(1, 1_000_000),
            "8",
            "requests",
            "how many may come at once after a calm, beyond the rate");

    static final Key<Duration> POLICY_CONNECT_TIMEOUT = new Key<>(
            "registries[].policy.connectTimeout",
            Kinds.duration(Keys.MS, Keys.HOUR),
            "3s",
            "time",
            "longest time to connect, TLS included");

    static final Key<Duration> POLICY_RESPONSE_TIMEOUT = new Key<>(
            "registries[].policy.responseTimeout",
            Kinds.duration(Keys.MS, Keys.HOUR),
            "10s",
            "time",
            "longest silence of the registry");

    static final Key<Duration> POLICY_TOTAL_TIMEOUT = new Key<>(
            "registries[].policy.totalTimeout",
            Kinds.duration(Keys.MS, Keys.HOUR),
            "20s",
            "time",
            "longest time for one answer, its confirmation included");

    static final Key<Duration> POLICY_BACKOFF_INITIAL = new Key<>(
            "registries[].policy.backoffInitial",
            Kinds.duration(Keys.MS, Keys.HOUR),
            "1s",
            "time",
            "pause after the first inconclusive answer");

    static final Key<Duration> POLICY_BACKOFF_MAX = new Key<>(
            "registries[].policy.backoffMax",
            Kinds.duration(Keys.MS, Duration.ofDays(1)),
            "5m",
            "time",
            "longest pause between inconclusive answers");

    static final Key<Integer> POLICY_CONFIRMATIONS = new Key<>(
            "registries[].policy.confirmations",
            Kinds.integer(1, 100),
            "1",
            "answers",
            "absent answers in a row that lose an image");

    static final Key<Duration> POLICY_CONFIRMATION_DELAY = new Key<>(
            "registries[].policy.confirmationDelay",
            Kinds.duration(Keys.MS, Keys.HOUR),
            "2s",
            "time",
            "pause before an absence that does not count yet is looked at again");

    static final Key<Duration> POLICY_FRESHNESS = new Key<>(
            "registries[].policy.freshness",
            Kinds.duration(Duration.ZERO, Keys.HOUR),
            "5s",
            "time",
            "a verdict younger than this spares a sweep");

    static final Key<Duration> POLICY_MIN_DELAY = new Key<>(
            "registries[].policy.minDelay",
            Kinds.duration(Duration.ZERO, Keys.HOUR),
            "0s",
            "time",
            "shortest time between two probes of one target");

    static final Key<Duration> REGISTRY_UNAVAILABLE_AFTER = new Key<>(
            "registries[].unavailableAfter",
            Kinds.duration(Duration.ofSeconds(1), Duration.ofDays(1)),
            "5m",
            "time",
            "how long it may be out of reach before an alert says so");

    static final Key<Integer> MASS_LOSS_SHARE = new Key<>(
            "massLoss.share",
            Kinds.integer(1, 99),
            "50",
            "percent",
            "share of a registry's images; where more are absent, one alert says so for all");

    static final Key<Integer> MASS_LOSS_MIN = new Key<>(
            "massLoss.min", Kinds.integer(1, 1_000_000), "10", "images", "fewest absent images that it says so of");

    private RegistryKeys() {}
}
