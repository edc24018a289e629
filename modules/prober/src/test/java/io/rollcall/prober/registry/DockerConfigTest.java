package io.rollcall.prober.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.prober.registry.DockerConfig.Found;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerConfigTest {
    private static final String REGISTRY = "registry.example:5000";
    private static final Found PROBE = new Found.Valid(new Credentials("probe", "s3:cret"));

    @Test
    void shouldReadUserAndPasswordWhenTheyStandInAuth() {
        assertThat(read(REGISTRY, auth("probe:s3:cret"))).isEqualTo(PROBE);
    }

    @Test
    void shouldReadUserAndPasswordWhenTheyStandAlone() {
        assertThat(read(REGISTRY, "{\"username\":\"probe\",\"password\":\"s3:cret\"}"))
                .isEqualTo(PROBE);
    }

    @Test
    void shouldPreferAuthWhenBothAreThere() {
        String entry = auth("probe:s3:cret").replace("}", ",\"username\":\"other\",\"password\":\"other\"}");
        assertThat(read(REGISTRY, entry)).isEqualTo(PROBE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry.example:5000",
                "https://registry.example:5000",
                "http://registry.example:5000/",
                "https://registry.example:5000/v1/",
                "https://Registry.Example:5000/v2/",
                "registry.example:5000/v2",
                "registry.example",
                "https://registry.example/v1/",
            })
    void shouldFindTheHostHoweverItsKeyIsWritten(String key) {
        assertThat(read(key, auth("probe:s3:cret"))).isEqualTo(PROBE);
    }

    @Test
    void shouldPreferTheEntryWithThePort() {
        String text = "{\"auths\":{\"registry.example\":%s,\"registry.example:5000\":%s}}"
                .formatted(auth("other:other"), auth("probe:s3:cret"));
        assertThat(DockerConfig.read(text, REGISTRY)).isEqualTo(PROBE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"registry.example:5001", "other.example:5000", "example:5000", "evil-registry.example:5000"})
    void shouldNotGiveAnotherHostsCredentials(String key) {
        assertThat(why(read(key, auth("probe:s3:cret"))))
                .isEqualTo("has no entry for registry.example:5000; add one under \"auths\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s3cret, no json|is not JSON; write it as docker login does",
                "''|has no \"auths\" object; write it as docker login does",
                "[]|has no \"auths\" object; write it as docker login does",
                "{\"auths\":[]}|has no \"auths\" object; write it as docker login does",
                "{\"auths\":{}}|has no entry for registry.example:5000; add one under \"auths\"",
            })
    void shouldSayWhatToDoWhenTheFileIsOfNoUse(String text, String why) {
        assertThat(why(DockerConfig.read(text, REGISTRY))).isEqualTo(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret!", "czNjcmV0", "OnMzY3JldA=="})
    void shouldShowNothingWhenAuthIsNotUserAndPassword(String auth) {
        assertThat(why(read(REGISTRY, "{\"auth\":\"" + auth + "\"}")))
                .isEqualTo(
                        "has an auth for registry.example:5000 that is not base64 of user:password; run docker login");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"username\":\"probe\"}", "{\"password\":\"s3cret\"}", "7", "null"})
    void shouldSaySoWhenAnEntryHoldsNoCredentials(String entry) {
        assertThat(why(read(REGISTRY, entry))).startsWith("has neither auth nor username and password for");
    }

    @Test
    void shouldMaskCredentialsWhenTheyAreShown() {
        assertThat(PROBE.toString()).doesNotContain("probe").doesNotContain("s3");
    }

    private static Found read(String key, String entry) {
        return DockerConfig.read("{\"auths\":{\"%s\":%s}}".formatted(key, entry), REGISTRY);
    }

    private static String why(Found found) {
        return ((Found.Invalid) found).why();
    }

    private static String auth(String pair) {
        return "{\"auth\":\"%s\"}".formatted(Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
    }
}
