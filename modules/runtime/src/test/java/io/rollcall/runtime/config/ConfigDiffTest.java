package io.rollcall.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigDiffTest {
    private static final Map<String, String> BEFORE =
            Map.of("registries[0].host", "dvcr.example", "registries[1].host", "other.example");

    @TempDir
    private Path directory;

    private static RollcallConfig config(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(BEFORE);
        all.putAll(more);
        return RollcallConfig.of(all);
    }

    @Test
    void shouldNameNothingWhenAllIsAsItWas() {
        assertThat(ConfigDiff.between(config(Map.of()), config(Map.of()))).isEmpty();
    }

    @Test
    void shouldNameEveryKeyAsTheFileSpellsIt() throws Exception {
        // Given
        Path file = java.nio.file.Files.createFile(directory.resolve("some.file"));
        Map<String, String> changed = new HashMap<>(RollcallConfigTest.everyKeySet(file));
        changed.remove("registries[].host");

        // When / Then
        for (Map.Entry<String, String> one : changed.entrySet()) {
            String path = one.getKey().replace("[]", "[1]");
            Map<String, String> more = new HashMap<>(Map.of(path, one.getValue()));
            if (path.equals("kafka.minInSyncReplicas")) {
                more.put("kafka.replicationFactor", "5");
            }
            assertThat(ConfigDiff.between(config(Map.of()), config(more)))
                    .as(path)
                    .contains(path)
                    .isSubsetOf(more.keySet());
        }
    }

    @Test
    void shouldTellRegistriesApartByTheirHost() {
        // Given
        RollcallConfig swapped =
                config(Map.of("registries[0].host", "OTHER.example", "registries[1].host", "third.example"));

        // Then
        assertThat(ConfigDiff.between(config(Map.of()), swapped))
                .isEqualTo(List.of(
                        "registries[0].host", "registries[1].host", "registries[].host (dvcr.example is gone)"));
        assertThat(ConfigDiff.between(
                        config(Map.of()),
                        config(Map.of("registries[0].host", "other.example", "registries[1].host", "dvcr.example"))))
                .isEmpty();
    }
}
