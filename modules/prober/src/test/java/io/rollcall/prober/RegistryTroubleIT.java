package io.rollcall.prober;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.contract.image.Cadence;
import io.rollcall.contract.image.Lane;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict.Inconclusive;
import io.rollcall.prober.schedule.Images;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.health.Condition;
import io.rollcall.runtime.health.Condition.State;
import io.rollcall.runtime.health.Health;
import io.rollcall.runtime.service.ServiceContext;
import io.rollcall.sandbox.Certificates;
import io.rollcall.sandbox.Certificates.ServerCertificate;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.DockerRegistry.Security;
import io.rollcall.sandbox.EmbeddedBroker;
import io.rollcall.sandbox.Manifest;
import io.rollcall.testkit.RealParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * One prober and several registries, each of them set up wrongly in another way. It stays up and ready, says what is wrong
 * with each, and goes on when a file is corrected. All names lead to one real registry, but for the expired one.
 */
@Timeout(120)
class RegistryTroubleIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSWORD = "s3cret";
    private static final List<String> HOSTS =
            List.of("password.test", "authority.test", "garbled-ca.test", "garbled.test", "entry.test", "expired.test");

    @TempDir
    static Path directory;

    private static final ListAppender<ILoggingEvent> TOLD = new ListAppender<>();
    private static EmbeddedBroker broker;
    private static Bus bus;
    private static DockerRegistry registry;
    private static DockerRegistry expired;
    private static Path ca;
    private static Path oldCa;
    private static ServiceContext context;
    private static ProberService service;

    @BeforeAll
    static void start() throws Exception {
        RealParts.ofThisMachine().requireDockerRegistry();
        Certificates authority = Certificates.in(directory.resolve("pki"), Clock.systemUTC());
        ca = authority.ca();
        String[] names = HOSTS.toArray(String[]::new);
        registry = DockerRegistry.secured(
                directory.resolve("registry"), new Security(authority.forNames("any.test", names), "probe", PASSWORD));
        registry.push("vi/team-a/a", "uid", Manifest.OCI);
        expired = DockerRegistry.secured(
                directory.resolve("expired"), new Security(certificates(Clock.systemUTC()), "probe", PASSWORD));
        expired.push("vi/team-a/a", "uid", Manifest.OCI);
        oldCa = certificates(Clock.offset(Clock.systemUTC(), Duration.ofDays(-30)))
                .ca();
        expired.stop();
        expired.start();
        ((Logger) LoggerFactory.getLogger(Health.class)).addAppender(TOLD);
        TOLD.start();
        broker = EmbeddedBroker.start(directory.resolve("broker"));
        bus = new Bus(broker.bootstrapServers());
        for (String host : HOSTS) {
            write(dockerConfig(host), auths(host, PASSWORD));
            Files.copy(ca, ca(host));
        }
        spoil();
        context = ServiceContext.of(
                ProberService.NAME, "it", RollcallConfig.of(settings()), new SimpleMeterRegistry(), Clock.systemUTC());
        service = new ProberService(context);
        service.start();
        for (String host : HOSTS) {
            bus.send(Images.state(
                    host, "1", Images.ask(host + "/vi/team-a/a:uid", new Cadence.OnRequest(), Lane.SWEEP)));
        }
    }

    /** In the same files each time: the registry reads them when it starts. */
    private static ServerCertificate certificates(Clock clock) {
        return Certificates.in(directory.resolve("old"), clock).forNames("expired.test");
    }

    private static void spoil() throws IOException {
        write(dockerConfig("password.test"), auths("password.test", "guessed"));
        write(dockerConfig("garbled.test"), "{garbage");
        write(dockerConfig("entry.test"), auths("another.test", PASSWORD));
        write(ca("garbled-ca.test"), "-----BEGIN GARBAGE-----");
        Files.copy(
                Certificates.in(directory.resolve("another"), Clock.systemUTC()).ca(),
                ca("authority.test"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.copy(oldCa, ca("expired.test"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "kafka.bootstrapServers", broker.bootstrapServers(),
                "kafka.partitions", Integer.toString(Bus.PARTITIONS),
                "kafka.replicationFactor", "1",
                "kafka.minInSyncReplicas", "1",
                "prober.standbyReplicas", "0",
                "sweep.schedule", ""));
        for (int i = 0; i < HOSTS.size(); i++) {
            String host = HOSTS.get(i);
            String entry = "registries[" + i + "].";
            settings.put(entry + "host", host);
            settings.put(entry + "dockerConfig", dockerConfig(host).toString());
            settings.put(entry + "ca", ca(host).toString());
            settings.put(entry + "connectTo", (host.equals("expired.test") ? expired : registry).host());
            settings.put(entry + "policy.backoffMax", "1s");
        }
        return settings;
    }

    @AfterAll
    static void stop() throws Exception {
        ((Logger) LoggerFactory.getLogger(Health.class)).detachAppender(TOLD);
        if (service != null) {
            service.stop(Duration.ofSeconds(10));
        }
        for (AutoCloseable part : new AutoCloseable[] {bus, broker, registry, expired}) {
            if (part != null) {
                part.close();
            }
        }
    }

    @Test
    void shouldSayThatThePasswordIsWrongAndGoOnWhenItIsCorrected() throws IOException {
        // Given
        awaitTrouble("password.test", Reason.DENIED, "(HTTP 401). " + Reason.DENIED.help());

        // When
        write(dockerConfig("password.test"), auths("password.test", PASSWORD));

        // Then
        awaitPresent("password.test");
    }

    @Test
    void shouldSayThatTheAuthorityIsAnotherAndGoOnWhenItIsCorrected() throws IOException {
        // Given
        awaitTrouble("authority.test", Reason.TLS_FAILURE, Reason.TLS_FAILURE.help());

        // When
        Files.copy(ca, ca("authority.test"), StandardCopyOption.REPLACE_EXISTING);

        // Then
        awaitPresent("authority.test");
    }

    @Test
    void shouldNameTheFileWhenTheAuthorityIsGarbageAndGoOnWhenItIsCorrected() throws IOException {
        // Given
        awaitTrouble(
                "garbled-ca.test",
                Reason.TLS_FAILURE,
                "write the CA's certificates to it as PEM. None of its images can be checked until then. The file is read"
                        + " again when it changes.",
                ca("garbled-ca.test").toString());

        // When
        Files.copy(ca, ca("garbled-ca.test"), StandardCopyOption.REPLACE_EXISTING);

        // Then
        awaitPresent("garbled-ca.test");
    }

    @Test
    void shouldNameTheFileWhenTheDockerConfigIsGarbageAndGoOnWhenItIsCorrected() throws IOException {
        // Given
        awaitTrouble(
                "garbled.test",
                Reason.DENIED,
                "is not JSON; write it as docker login does.",
                dockerConfig("garbled.test").toString());

        // When
        write(dockerConfig("garbled.test"), auths("garbled.test", PASSWORD));

        // Then
        awaitPresent("garbled.test");
    }

    @Test
    void shouldNameHostAndFileWhenTheDockerConfigHasNoEntryAndGoOnWhenItHas() throws IOException {
        // Given
        awaitTrouble("entry.test", Reason.DENIED, "has no entry for entry.test; add one under \"auths\".");

        // When
        write(dockerConfig("entry.test"), auths("entry.test", PASSWORD));

        // Then
        awaitPresent("entry.test");
    }

    @Test
    void shouldSayThatTheCertificateHasExpiredAndGoOnWhenItIsRenewed() throws IOException {
        // Given
        awaitTrouble("expired.test", Reason.TLS_FAILURE, "Renew a certificate that has expired");

        // When: both sides are given a new authority
        Files.copy(certificates(Clock.systemUTC()).ca(), ca("expired.test"), StandardCopyOption.REPLACE_EXISTING);
        expired.stop();
        expired.start();

        // Then
        awaitPresent("expired.test");
    }

    private static void awaitTrouble(String host, Reason reason, String... words) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            Condition condition =
                    context.health().condition(RegistryWatch.condition(host)).orElseThrow();
            assertThat(condition.state()).isEqualTo(State.DEGRADED);
            assertThat(condition.reason()).contains(words).doesNotContain(PASSWORD);
            assertThat(results(host)).isNotEmpty();
            assertThat(context.health().ready()).isTrue();
        });
        assertThat(results(host)).extracting(ProbeResult::verdict).containsOnly(new Inconclusive(reason));
        assertThat(probes(host, reason)).isPositive();
        assertThat(degraded(host)).isEqualTo(1);
        assertThat(List.copyOf(TOLD.list))
                .anySatisfy(event -> assertThat(event.getKeyValuePairs().toString())
                        .contains("registry " + host)
                        .contains(words));
    }

    private static void awaitPresent(String host) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(results(host))
                .extracting(result -> result.verdict().is())
                .contains("present"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(context.health().condition(RegistryWatch.condition(host)))
                        .hasValueSatisfying(it -> assertThat(it.state()).isEqualTo(State.OK)));
        assertThat(degraded(host)).isZero();
        assertThat(context.health().ready()).isTrue();
        assertThat(bus.results()).extracting(result -> result.verdict().is()).doesNotContain("absent");
    }

    private static List<ProbeResult> results(String host) {
        return bus.results().stream()
                .filter(result -> result.target().startsWith(host + "/"))
                .toList();
    }

    private static double probes(String host, Reason reason) {
        return context.meters()
                .get("rollcall.probes")
                .tags(
                        "registry",
                        host,
                        "verdict",
                        "inconclusive",
                        "reason",
                        reason.name().toLowerCase(Locale.ROOT))
                .counter()
                .count();
    }

    private static double degraded(String host) {
        return context.meters()
                .get("rollcall.registry.degraded")
                .tag("registry", host)
                .gauge()
                .value();
    }

    private static Path dockerConfig(String host) {
        return directory.resolve(host + ".json");
    }

    private static Path ca(String host) {
        return directory.resolve(host + ".crt");
    }

    private static String auths(String host, String password) {
        return "{\"auths\":{\"%s\":{\"username\":\"probe\",\"password\":\"%s\"}}}".formatted(host, password);
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }
}
