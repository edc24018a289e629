package io.rollcall.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigHelpTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "configuration.md");
    private static final String REGENERATE =
            "mvn -q -Dquick -pl modules/runtime -am test -Dtest=ConfigHelpTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Drollcall.docs.write=true";

    @Test
    void shouldListEveryKeyWithDefaultUnitAndVariable() {
        // When
        String help = ConfigHelp.text("prober", "asks the registry");

        // Then
        assertThat(help).startsWith("prober: asks the registry.");
        for (Key<?> key : Keys.all()) {
            assertThat(help).contains(key.path(), key.defaultText(), key.unit(), key.meaning(), key.variable());
        }
        assertThat(help).contains("ROLLCALL_KAFKA_MIN_IN_SYNC_REPLICAS", "ROLLCALL_REGISTRIES_<n>_POLICY_IN_FLIGHT");
    }

    @Test
    void shouldMatchTheDocumentationWhenAKeyChanges() throws IOException {
        // Given
        if (Boolean.getBoolean("rollcall.docs.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, ConfigHelp.markdown());
        }

        // Then
        assertThat(PAGE)
                .as("regenerate it with: %s", REGENERATE)
                .exists()
                .content()
                .isEqualTo(ConfigHelp.markdown());
    }
}
