package io.rollcall.standalone.init;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.runtime.config.ConfigLoader;
import io.rollcall.runtime.config.Loaded;
import io.rollcall.runtime.config.Mode;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.standalone.census.Census;
import io.rollcall.standalone.census.HostImages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftTest {

    private static final String DVCR = "dvcr.d8-virtualization.svc";
    private static final Secret NONE = new Secret.Absent("there is no Secret; say where it is.");
    private static final Secret PASSWORD = new Secret.Found("r3ad");
    private static final Secret CA = new Secret.Found("-----BEGIN CERTIFICATE-----");
    private static final Secret CONFIG =
            new Secret.Found("{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(DVCR, base64("admin:wr1te")));

    @TempDir
    Path directory;

    @Test
    void shouldTakeThePullOnlyUserWhenItsPasswordMayBeRead() {
        // When
        Draft draft = draft(census(DVCR), PASSWORD, CONFIG, CA);

        // Then
        assertThat(draft.credentials().orElseThrow().text())
                .contains(base64("node-puller:r3ad"))
                .doesNotContain(base64("admin:wr1te"));
        assertThat(draft.notes()).isEmpty();
    }

    @Test
    void shouldFallBackToTheDockerConfigAndSaySo() {
        // When
        Draft draft = draft(census(DVCR), NONE, CONFIG, CA);

        // Then
        assertThat(draft.credentials().orElseThrow().text()).contains(base64("admin:wr1te"));
        assertThat(draft.notes()).singleElement().asString().startsWith("config.json holds a user who may also push: ");
    }

    @Test
    void shouldLeaveWhatIsMissingToBeDone() throws IOException {
        // When
        Draft draft = draft(census(DVCR), NONE, NONE, NONE);
        String yaml = Yaml.of(draft, "https://cluster");

        // Then
        assertThat(draft.credentials()).isEmpty();
        assertThat(yaml).contains("# Add a docker config.json", "# Add its authority's certificate");
        assertThat(draft.notes()).hasSize(4).last().asString().contains("no credentials are known for " + DVCR);
        assertThat(loaded(yaml).registries()).hasSize(1);
    }

    @Test
    void shouldKeepSeveralHostsApart() throws IOException {
        // When
        Draft draft = draft(census(DVCR, "registry.example:5000", "10.0.0.7:443"), PASSWORD, CONFIG, CA);
        List<RegistryConfig> registries =
                loaded(Yaml.of(draft, "https://cluster")).registries();

        // Then
        assertThat(registries)
                .extracting(RegistryConfig::host)
                .containsExactly(DVCR, "registry.example:5000", "10.0.0.7:443");
        assertThat(registries)
                .extracting(registry -> registry.dockerConfig().isPresent())
                .containsExactly(true, false, false);
        assertThat(draft.credentials().orElseThrow().hosts()).containsExactly(DVCR);
    }

    @Test
    void shouldNameTheModulesRegistryWhenThereIsNoImageYet() throws IOException {
        // When
        Draft draft = draft(census(), PASSWORD, NONE, CA);
        String yaml = Yaml.of(draft, "https://cluster");

        // Then
        assertThat(yaml).contains("- host: " + DVCR).contains("# no image is stored there yet");
        assertThat(loaded(yaml).registries()).singleElement().satisfies(registry -> assertThat(registry.ca())
                .isPresent());
    }

    @Test
    void shouldFindNothingWhenThereIsNeitherImageNorSecret() {
        assertThat(draft(census(), NONE, NONE, NONE).entries()).isEmpty();
    }

    @Test
    void shouldSpeakOfThePortForwardOnlyWhereTheNameHasNoAddress() {
        // Given
        DvcrSecrets secrets = new DvcrSecrets("d8-virtualization", PASSWORD, CONFIG, CA);

        // Then
        assertThat(Yaml.of(Draft.of(census(DVCR), secrets, host -> false), "https://cluster"))
                .contains("#   kubectl -n d8-virtualization port-forward svc/dvcr 5443:443")
                .contains("# connectTo: 127.0.0.1:5443");
        assertThat(Yaml.of(Draft.of(census(DVCR), secrets, host -> true), "https://cluster"))
                .doesNotContain("connectTo");
    }

    @Test
    void shouldShowNoCredentialWhateverIsPrinted() {
        assertThat(draft(census(DVCR), PASSWORD, CONFIG, CA).toString()
                        + new DvcrSecrets("d8-virtualization", PASSWORD, CONFIG, CA))
                .doesNotContain("r3ad", "wr1te", base64("node-puller:r3ad"), base64("admin:wr1te"));
    }

    private static Draft draft(Census census, Secret password, Secret config, Secret ca) {
        return Draft.of(census, new DvcrSecrets("d8-virtualization", password, config, ca), host -> false);
    }

    private static Census census(String... hosts) {
        return new Census(
                Arrays.stream(hosts)
                        .map(host -> new HostImages(host, 2, Optional.empty()))
                        .toList(),
                0,
                Optional.empty(),
                true);
    }

    /** What is written must load, with the files that it names beside it. */
    private RollcallConfig loaded(String yaml) throws IOException {
        Files.writeString(directory.resolve("config.json"), "{}");
        Files.writeString(directory.resolve("ca.crt"), "");
        Loaded loaded = new ConfigLoader()
                .file(Files.writeString(directory.resolve("rollcall.yaml"), yaml))
                .load();
        assertThat(loaded).isInstanceOf(Loaded.Ok.class);
        RollcallConfig config = ((Loaded.Ok) loaded).config();
        assertThat(config.mode()).isEqualTo(Mode.OBSERVE);
        return config;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
