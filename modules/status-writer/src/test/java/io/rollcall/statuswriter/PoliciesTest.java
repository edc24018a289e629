package io.rollcall.statuswriter;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.runtime.config.ConfigLoader;
import io.rollcall.runtime.config.ConfigSource;
import io.rollcall.runtime.config.ConfigWatch;
import io.rollcall.runtime.config.Loaded;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.health.Condition.State;
import io.rollcall.runtime.health.Health;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoliciesTest {
    @TempDir
    private Path directory;

    @Test
    void shouldBearTheVersionThatResultsBearWhenARegistryIsConfigured() {
        // When
        Policies policies = Samples.policies(RollcallConfig.of(Map.of("registries[0].host", "Registry.test:5000")));
        // Then
        assertThat(policies.of(Samples.TARGET).version())
                .isEqualTo(Samples.absent().result().policyVersion())
                .isEqualTo(ProbePolicy.DEFAULT.version());
    }

    @Test
    void shouldFollowTheFileAndKeepWhatItWasWhileItHoldsAMistake() throws IOException {
        // Given
        Path file = write("1");
        ConfigLoader loader = new ConfigLoader().file(file);
        RollcallConfig first = ((Loaded.Ok) loader.load()).config();
        Bench clock = new Bench();
        Health health = new Health("status-writer", clock);
        Policies policies = new Policies(
                first, new ConfigWatch(new ConfigSource(Optional.of(file), first, loader::load), health, clock));
        policies.look();
        assertThat(policies.of(Samples.TARGET).confirmations()).isEqualTo(1);

        // When / Then
        write("3");
        lookLater(policies, clock);
        assertThat(policies.of(Samples.TARGET).confirmations()).isEqualTo(3);
        write("many");
        lookLater(policies, clock);
        assertThat(policies.of(Samples.TARGET).confirmations()).isEqualTo(3);
        assertThat(health.condition(ConfigWatch.CONDITION)).hasValueSatisfying(it -> {
            assertThat(it.state()).isEqualTo(State.DEGRADED);
            assertThat(it.reason()).contains("confirmations");
        });
    }

    private static void lookLater(Policies policies, Bench clock) {
        clock.pause(Duration.ofSeconds(1));
        policies.look();
    }

    private Path write(String confirmations) throws IOException {
        return Files.writeString(directory.resolve("rollcall.yaml"), """
                registries:
                  - host: registry.test:5000
                    policy: {confirmations: %s}
                """.formatted(confirmations));
    }
}
