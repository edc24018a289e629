package io.rollcall.statuswriter;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.runtime.config.PolicyConfig;
import io.rollcall.runtime.config.RegistryConfig;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PoliciesTest {
    @Test
    void shouldBearTheVersionThatResultsBearWhenARegistryIsConfigured() {
        // Given
        RegistryConfig registry = new RegistryConfig(
                "Registry.test:5000",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                PolicyConfig.defaults());
        // When
        Policies policies = Policies.of(List.of(registry));
        // Then
        assertThat(policies.byRegistry()).containsKey("registry.test:5000");
        assertThat(policies.of(Samples.TARGET).version())
                .isEqualTo(Samples.absent().result().policyVersion())
                .isEqualTo(ProbePolicy.DEFAULT.version());
    }
}
