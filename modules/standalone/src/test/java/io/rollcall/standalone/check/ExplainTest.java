package io.rollcall.standalone.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.standalone.CommandRun;
import io.rollcall.testkit.ScriptedAnswer;
import io.rollcall.testkit.ScriptedRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Scripted, for all detours of one probe; {@link ExplainIT} has a real registry. */
@Timeout(60)
class ExplainTest {
    private static final String PASSWORD = "s3cret";
    private static final String TOKEN = "t0ken.that.nobody.sees";

    @TempDir
    Path directory;

    private final ScriptedRegistry registry = ScriptedRegistry.start();
    private final ScriptedRegistry mirror = ScriptedRegistry.start();

    @AfterEach
    void stop() {
        registry.close();
        mirror.close();
    }

    @Test
    void shouldTellEveryDetourAndNoSecret() throws IOException {
        // Given
        Path config = withDetours();

        // When
        CommandRun run = CommandRun.of("check", "--explain", "--config", config.toString(), image());

        // Then
        String here = "http://" + registry.host();
        String there = "http://" + mirror.host();
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo("   1.  HEAD " + here + "/v2/a/manifests/v1  (straight, as Basic ****)"),
                        line -> assertThat(line)
                                .contains("401")
                                .contains("Www-Authenticate: Bearer realm=\"" + there + "/token?key=****\""),
                        line -> assertThat(line).isEqualTo("       → it wants a token for repository:a:pull"),
                        line -> assertThat(line)
                                .isEqualTo(
                                        "   2.  GET " + there
                                                + "/token?key=****&service=s&scope=repository%3Aa%3Apull  (straight, as Basic ****)"),
                        line -> assertThat(line).startsWith("       200").doesNotContain("token"),
                        line -> assertThat(line).startsWith("   3.  HEAD ").endsWith("(straight, as Bearer ****)"),
                        line -> assertThat(line)
                                .contains("307")
                                .contains("Location: " + there + "/v2/a/manifests/v1?X-Signature=****"),
                        line -> assertThat(line)
                                .isEqualTo(
                                        "       → a redirect to a configured registry is followed, with what is configured"
                                                + " for " + mirror.host()),
                        line -> assertThat(line)
                                .isEqualTo("   4.  HEAD " + there
                                        + "/v2/a/manifests/v1?X-Signature=****  (straight, as nobody)"),
                        line -> assertThat(line).startsWith("       404"),
                        line -> assertThat(line).contains("a GET must say it too"),
                        line -> assertThat(line).startsWith("   5.  GET " + here),
                        line -> assertThat(line).startsWith("       404").contains("MANIFEST_UNKNOWN"),
                        line -> assertThat(line).contains("→ the registry says twice"),
                        line -> assertThat(line).startsWith("absent").contains("HTTP 404, MANIFEST_UNKNOWN"));
        assertThat(run.out()).doesNotContain(PASSWORD, TOKEN, "cHJvYmU6czNjcmV0");
    }

    @Test
    void shouldTellTheSameAsJson() throws IOException {
        // Given
        Path config = withDetours();

        // When
        CommandRun run = CommandRun.of("check", "--explain", "--json", "--config", config.toString(), image());

        // Then
        JsonNode told = new JsonMapper().readTree(run.out());
        assertThat(told.path("verdict").asText()).isEqualTo("absent");
        assertThat(told.path("requests").asInt()).isEqualTo(5);
        assertThat(told.path("steps").findValuesAsText("answered")).containsExactly("401", "200", "307", "404", "404");
        assertThat(run.out()).doesNotContain(PASSWORD, TOKEN, "cHJvYmU6czNjcmV0");
    }

    @Test
    void shouldSayWhichWayAndWhatToDoWhenAProxyRefuses() {
        // Given
        Map<String, String> environment = Map.of("HTTP_PROXY", "http://me:" + PASSWORD + "@" + mirror.host());
        mirror.script("HEAD", "/v2/a/manifests/v1", ScriptedAnswer.of(407));

        // When
        CommandRun run = CommandRun.with(environment, "check", "--explain", "--plain-http", "reg.example/a:v1");

        // Then
        assertThat(run.out())
                .contains("(by the proxy " + mirror.host() + " (HTTP_PROXY), as nobody)")
                .contains("       407")
                .contains("inconclusive")
                .contains("UNREACHABLE: Check this machine's network")
                .doesNotContain(PASSWORD);
        assertThat(run.exitCode()).isEqualTo(3);
    }

    @Test
    void shouldRefuseADepthThatThereIsNot() {
        // When
        CommandRun run = CommandRun.of("check", "--depth", "layers", "--anonymous", image());

        // Then
        assertThat(run.err()).contains("--depth is manifest or blobs, not layers.");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    private String image() {
        return registry.host() + "/a:v1";
    }

    /** A token server, and a redirect of the HEAD to a mirror that has nothing either. */
    private Path withDetours() throws IOException {
        ScriptedAnswer gone = ScriptedAnswer.registryError(404, "MANIFEST_UNKNOWN");
        registry.script(
                "HEAD",
                "/v2/a/manifests/v1",
                ScriptedAnswer.registryError(401, "UNAUTHORIZED")
                        .with(
                                "Www-Authenticate",
                                "Bearer realm=\"http://" + mirror.host() + "/token?key=" + PASSWORD
                                        + "\",service=\"s\""),
                ScriptedAnswer.redirect("http://" + mirror.host() + "/v2/a/manifests/v1?X-Signature=" + PASSWORD));
        registry.script("GET", "/v2/a/manifests/v1", gone);
        mirror.script("GET", "/token", ScriptedAnswer.of(200).withBody("{\"token\":\"" + TOKEN + "\"}"));
        mirror.script("HEAD", "/v2/a/manifests/v1", gone);
        Path login = Files.writeString(
                directory.resolve("config.json"),
                "{\"auths\":{\"%s\":{\"username\":\"probe\",\"password\":\"%s\"}}}"
                        .formatted(registry.host(), PASSWORD));
        return Files.writeString(
                directory.resolve("rollcall.yaml"),
                "registries:\n  - {host: \"%s\", dockerConfig: %s}\n  - {host: \"%s\"}\n"
                        .formatted(registry.host(), login, mirror.host()));
    }
}
