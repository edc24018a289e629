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
import io.rollcall.runtime.health.Condition.State;
import io.rollcall.runtime.health.Health;
import io.rollcall.runtime.service.ServiceContext;
import io.rollcall.sandbox.EmbeddedBroker;
import io.rollcall.testkit.RealParts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * One prober and several registries, each of them set up wrongly in another way. It stays up and ready, says what is wrong
 * with each, and goes on when a file is corrected.
 */
@Timeout(120)
class RegistryTroubleIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ListAppender<ILoggingEvent> TOLD = new ListAppender<>();

    @TempDir
    static Path directory;

    private static MisconfiguredRegistries registries;
    private static EmbeddedBroker broker;
    private static Bus bus;
    private static ServiceContext context;
    private static ProberService service;

    @BeforeAll
    static void start() throws Exception {
        RealParts.ofThisMachine().requireDockerRegistry();
        TOLD.start();
        ((Logger) LoggerFactory.getLogger(Health.class)).addAppender(TOLD);
        registries = new MisconfiguredRegistries(directory);
        broker = EmbeddedBroker.start(directory.resolve("broker"));
        bus = new Bus(broker.bootstrapServers());
        Map<String, String> settings = new HashMap<>(registries.settings());
        settings.putAll(Map.of(
                "kafka.bootstrapServers", broker.bootstrapServers(),
                "kafka.partitions", Integer.toString(Bus.PARTITIONS),
                "kafka.replicationFactor", "1",
                "kafka.minInSyncReplicas", "1",
                "prober.standbyReplicas", "0",
                "sweep.schedule", ""));
        context = ServiceContext.of(
                ProberService.NAME, "it", RollcallConfig.of(settings), new SimpleMeterRegistry(), Clock.systemUTC());
        service = new ProberService(context);
        service.start();
        for (String host : MisconfiguredRegistries.HOSTS) {
            bus.send(Images.state(
                    host, "1", Images.ask(host + "/vi/team-a/a:uid", new Cadence.OnRequest(), Lane.SWEEP)));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        ((Logger) LoggerFactory.getLogger(Health.class)).detachAppender(TOLD);
        if (service != null) {
            service.stop(Duration.ofSeconds(10));
        }
        for (AutoCloseable part : new AutoCloseable[] {bus, broker, registries}) {
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
        registries.correctPassword("password.test");

        // Then
        awaitPresent("password.test");
    }

    @Test
    void shouldSayThatTheAuthorityIsAnotherAndGoOnWhenItIsCorrected() throws IOException {
        // Given
        awaitTrouble("authority.test", Reason.TLS_FAILURE, Reason.TLS_FAILURE.help());

        // When
        registries.correctCa("authority.test");

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
                registries.ca("garbled-ca.test").toString());

        // When
        registries.correctCa("garbled-ca.test");

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
                registries.dockerConfig("garbled.test").toString());

        // When
        registries.correctPassword("garbled.test");

        // Then
        awaitPresent("garbled.test");
    }

    @Test
    void shouldNameHostAndFileWhenTheDockerConfigHasNoEntryAndGoOnWhenItHas() throws IOException {
        // Given
        awaitTrouble("entry.test", Reason.DENIED, "has no entry for entry.test; add one under \"auths\".");

        // When
        registries.correctPassword("entry.test");

        // Then
        awaitPresent("entry.test");
    }

    @Test
    void shouldSayThatTheCertificateHasExpiredAndGoOnWhenItIsRenewed() throws IOException {
        // Given
        awaitTrouble("expired.test", Reason.TLS_FAILURE, "Renew a certificate that has expired");

        // When
        registries.renewTheExpired();

        // Then
        awaitPresent("expired.test");
    }

    private static void awaitTrouble(String host, Reason reason, String... words) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(context.health().condition(RegistryWatch.condition(host)))
                    .hasValueSatisfying(it -> {
                        assertThat(it.state()).isEqualTo(State.DEGRADED);
                        assertThat(it.reason()).contains(words).doesNotContain(MisconfiguredRegistries.PASSWORD);
                    });
            assertThat(results(host)).extracting(ProbeResult::verdict).contains(new Inconclusive(reason));
            assertThat(context.health().ready()).isTrue();
        });
        assertThat(results(host)).extracting(ProbeResult::verdict).allMatch(Inconclusive.class::isInstance);
        assertThat(probes(host, reason)).isPositive();
        assertThat(degraded(host)).isEqualTo(1);
        assertThat(told())
                .anySatisfy(
                        pairs -> assertThat(pairs).contains("registry " + host).contains(words));
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

    // the service goes on to log meanwhile
    private static List<String> told() {
        return new ArrayList<>(TOLD.list)
                .stream()
                        .filter(Objects::nonNull)
                        .map(event -> String.valueOf(event.getKeyValuePairs()))
                        .toList();
    }

    private static double probes(String host, Reason reason) {
        return context.meters()
                .get("rollcall.probes")
                .tags("registry", host, "reason", reason.name().toLowerCase(Locale.ROOT))
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
}
