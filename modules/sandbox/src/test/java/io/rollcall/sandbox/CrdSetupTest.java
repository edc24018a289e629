package io.rollcall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionConditionBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrdSetupTest {
    @Test
    void shouldWaitUntilACrdSaysThatItIsEstablished() {
        CustomResourceDefinition crd = new CustomResourceDefinition();
        assertThat(CrdSetup.established(null)).isFalse();
        assertThat(CrdSetup.established(crd)).isFalse();

        CustomResourceDefinitionStatus status = new CustomResourceDefinitionStatus();
        status.setConditions(null);
        crd.setStatus(status);
        assertThat(CrdSetup.established(crd)).isFalse();

        status.setConditions(List.of(new CustomResourceDefinitionConditionBuilder()
                .withType("Established")
                .withStatus("True")
                .build()));
        assertThat(CrdSetup.established(crd)).isTrue();
    }
}
