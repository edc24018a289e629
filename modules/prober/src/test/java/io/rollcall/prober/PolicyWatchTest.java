package io.rollcall.prober;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.contract.image.Depth;
import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.prober.registry.Answer;
import io.rollcall.prober.registry.RegistryClient;
import io.rollcall.prober.schedule.BreakerSettings;
import io.rollcall.prober.schedule.Patience;
import io.rollcall.prober.schedule.Registries;
import io.rollcall.runtime.config.ConfigLoader;
import io.rollcall.runtime.config.ConfigSource;
import io.rollcall.runtime.config.ConfigWatch;
import io.rollcall.runtime.config.Loaded;
import io.rollcall.runtime.health.Condition.State;
import io.rollcall.runtime.health.Health;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class PolicyWatchTest {
    private static final String HOST = "dvcr.example";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final List<ProbePolicy> adopted = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Health health = new Health("prober", Clock.systemUTC());
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private PolicyWatch watch;

    @TempDir
    private Path directory;

    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    };

    @BeforeEach
    void listen() {
        log.start();
        ((Logger) LoggerFactory.getLogger(PolicyWatch.class)).addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        ((Logger) LoggerFactory.getLogger(PolicyWatch.class)).detachAppender(log);
    }

    private Path file() {
        return directory.resolve("rollcall.yaml");
    }

    private void write(String policy, String... more) throws IOException {
        Files.writeString(file(), """
                registries:
                  - host: %s
                    policy: {%s}
                %s
                """.formatted(HOST, policy, String.join("\n", more)));
    }

    private void start(Map<String, String> environment) {
        ConfigLoader loader = new ConfigLoader().file(file()).environment(environment);
        ConfigSource source =
                new ConfigSource(java.util.Optional.of(file()), ((Loaded.Ok) loader.load()).config(), loader::load);
        Registries registries = new Registries(BreakerSettings.DEFAULT, clock)
                .add(HOST, PolicyWatch.policy(source.first().registries().get(0)), new Listening());
        watch = new PolicyWatch(source, registries, new Patience(), health, meters, clock);
        watch.look();
    }

    private void lookAfterASecond() {
        now = now.plus(Duration.ofSeconds(1));
        watch.look();
    }

    private List<String> told() {
        return log.list.stream()
                .map(event -> String.valueOf(event.getKeyValuePairs()))
                .toList();
    }

    @Test
    void shouldTakeAPolicyWhenTheFileChanges() throws IOException {
        // Given
        write("rate: 5/s");
        start(Map.of());

        // When
        write("rate: 7/s, confirmations: 2");
        lookAfterASecond();
        lookAfterASecond();

        // Then
        assertThat(adopted).hasSize(1);
        assertThat(adopted.get(0).ratePerSecond()).isEqualTo(7);
        assertThat(adopted.get(0).confirmations()).isEqualTo(2);
        assertThat(told())
                .singleElement()
                .asString()
                .contains(HOST, adopted.get(0).version());
        assertThat(meters.get("rollcall.policy").gauges()).singleElement().satisfies(gauge -> assertThat(
                        gauge.getId().getTag("version"))
                .isEqualTo(adopted.get(0).version()));
    }

    @Test
    void shouldChangeNothingAndTellEveryMistakeUntilTheFileIsMended() throws IOException {
        // Given
        write("rate: 5/s");
        start(Map.of());

        // When
        write("rate: fast, confirmations: 0, inFlight: 9");
        lookAfterASecond();

        // Then
        assertThat(adopted).isEmpty();
        assertThat(health.condition(ConfigWatch.CONDITION)).hasValueSatisfying(it -> {
            assertThat(it.state()).isEqualTo(State.DEGRADED);
            assertThat(it.reason()).contains("policy.rate", "policy.confirmations", "rollcall.yaml:3");
        });
        write("rate: 6/s");
        lookAfterASecond();
        assertThat(adopted).extracting(ProbePolicy::ratePerSecond).containsExactly(6.0);
        assertThat(health.condition(ConfigWatch.CONDITION))
                .hasValueSatisfying(it -> assertThat(it.state()).isEqualTo(State.OK));
    }

    @Test
    void shouldSayThatTheFileIsGoneAndGoOnWhenItIsBack() throws IOException {
        // Given
        write("rate: 5/s");
        start(Map.of());

        // When
        Files.delete(file());
        lookAfterASecond();

        // Then
        assertThat(health.condition(ConfigWatch.CONDITION))
                .hasValueSatisfying(it -> assertThat(it.reason()).contains("does not exist"));
        write("rate: 5/s");
        lookAfterASecond();
        assertThat(health.condition(ConfigWatch.CONDITION))
                .hasValueSatisfying(it -> assertThat(it.state()).isEqualTo(State.OK));
        assertThat(adopted).isEmpty();
    }

    @Test
    void shouldTakeAPolicyWhenAMountedConfigMapIsSwapped() throws IOException {
        // Given
        write("rate: 5/s");
        Path one = Files.createDirectory(directory.resolve("..one"));
        Path other = Files.createDirectory(directory.resolve("..other"));
        Files.move(file(), one.resolve("rollcall.yaml"));
        Files.createSymbolicLink(directory.resolve("..data"), one);
        Files.createSymbolicLink(file(), Path.of("..data", "rollcall.yaml"));
        start(Map.of());

        // When
        Files.writeString(
                other.resolve("rollcall.yaml"),
                Files.readString(one.resolve("rollcall.yaml")).replace("5/s", "6/s"));
        Files.createSymbolicLink(directory.resolve("..new"), other);
        Files.move(
                directory.resolve("..new"),
                directory.resolve("..data"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        lookAfterASecond();

        // Then
        assertThat(adopted).extracting(ProbePolicy::ratePerSecond).containsExactly(6.0);
    }

    @Test
    void shouldKeepWhatTheEnvironmentSaysWhenTheFileSaysOtherwise() throws IOException {
        // Given
        write("rate: 5/s");
        start(Map.of("ROLLCALL_REGISTRIES_0_POLICY_RATE", "3/s"));

        // When
        write("rate: 9/s, confirmations: 2");
        lookAfterASecond();

        // Then
        assertThat(adopted).singleElement().satisfies(it -> {
            assertThat(it.ratePerSecond()).isEqualTo(3);
            assertThat(it.confirmations()).isEqualTo(2);
        });
    }

    @Test
    void shouldTellOnceWhatNeedsARestart() throws IOException {
        // Given
        write("rate: 5/s");
        start(Map.of());

        // When
        write("rate: 5/s", "sweep: {schedule: '@every 9s'}", "prober: {breaker: {trials: 2}}");
        lookAfterASecond();
        write("rate: 6/s", "sweep: {schedule: '@every 9s'}", "prober: {breaker: {trials: 2}}");
        lookAfterASecond();

        // Then
        assertThat(told().stream().filter(it -> it.contains("needs a restart")))
                .singleElement()
                .asString()
                .contains("needs a restart: sweep.schedule, prober.breaker.trials");
        assertThat(adopted).hasSize(1);
    }

    @Test
    void shouldLookAtMostOnceASecond() throws IOException {
        // Given
        write("rate: 5/s");
        start(Map.of());

        // When
        write("rate: 6/s");
        now = now.plusMillis(900);
        watch.look();

        // Then
        assertThat(adopted).isEmpty();
        now = now.plusMillis(100);
        watch.look();
        assertThat(adopted).hasSize(1);
    }

    private final class Listening implements RegistryClient {
        @Override
        public CompletableFuture<Answer> probe(ImageReference reference, Depth depth) {
            throw new UnsupportedOperationException("nothing is asked here");
        }

        @Override
        public void adopt(ProbePolicy policy) {
            adopted.add(policy);
        }

        @Override
        public void close() {}
    }
}
