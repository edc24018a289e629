package io.rollcall.prober.registry;

import static io.rollcall.prober.registry.AnswerAssert.assertThat;
import static io.rollcall.prober.registry.Settings.ask;
import static io.rollcall.prober.registry.Settings.open;

import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Reason.Counts;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.Manifest;
import io.rollcall.sandbox.RegistrySetup;
import io.rollcall.sandbox.RegistrySetup.Tokens;
import io.rollcall.testkit.Nginx;
import io.rollcall.testkit.Nginx.Site;
import io.rollcall.testkit.TestRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real registry that believes only tokens, and what may be wrong with where they come from. */
@Timeout(60)
class TokenVerdictsIT {
    @RegisterExtension
    static final ObservedRows SEEN = ObservedRows.in(Section.TOKENS);

    @TempDir
    static Path directory;

    private static Issuer issuer;
    private static Nginx nginx;
    private static DockerRegistry registry;
    private static String digest;

    /** What stands where tokens come from. */
    private enum Trouble {
        PAGE(
                "the token server's name leads to a page, 200",
                "default_type text/html; return 200 '<html>Hello</html>';"),
        NO_TOKEN("the token server's answer has no token", "default_type application/json; return 200 '{}';"),
        NOT_FOUND("the token server answers 404", "return 404;"),
        REFUSAL("the token server refuses: 401", "return 401;"),
        FORBIDDEN("the token server refuses: 403", "return 403;"),
        ELSEWHERE("the token server redirects", "return 302 https://login.invalid/;"),
        THROTTLED("the token server asks to be left alone: 429", "return 429;"),
        AWAY("the token server is away: its proxy's 502 page", "return 502;"),
        CLOSED("the token server closes the connection", "return 444;");

        private final String what;
        private final String directives;

        Trouble(String what, String directives) {
            this.what = what;
            this.directives = directives;
        }
    }

    @BeforeAll
    static void start() throws IOException {
        try (DockerRegistry open = TestRegistry.plain(directory.resolve("registry"))) {
            digest = open.push("vi/team-a/ubuntu", "v1", Manifest.DOCKER);
        }
        issuer = Issuer.start(directory.resolve("issuer"));
        nginx = Nginx.start(directory.resolve("nginx"), List.of(passing()));
        registry = DockerRegistry.of(
                directory.resolve("registry"),
                RegistrySetup.plain().with(new Tokens("http://" + nginx.host() + "/token", issuer.certificate())));
    }

    @AfterAll
    static void stop() {
        if (registry != null) {
            registry.close();
        }
        if (nginx != null) {
            nginx.close();
        }
        if (issuer != null) {
            issuer.close();
        }
    }

    @Test
    void shouldTellWhatIsThereFromWhatIsNotWhenItGetsAToken() throws IOException {
        // Given
        nginx.serve(passing());

        // When
        Answer there = SEEN.row("it gets a token; the image is there", answer("v1"));
        Answer gone = SEEN.row("it gets a token; the image is not there", answer("v2"));

        // Then
        assertThat(there).isPresent(digest);
        assertThat(gone).isAbsent("MANIFEST_UNKNOWN");
    }

    @Test
    void shouldSendNoPasswordToATokenServerThatIsNotNamed() throws IOException {
        // Given
        nginx.serve(passing());
        int asked = issuer.queries().size();

        // When
        RegistryConfig unnamed = Settings.withPassword(registry.host(), directory);
        try (RegistryClients clients = open(unnamed)) {
            assertThat(SEEN.row(
                            "the token server is not one of `tokenHosts`",
                            ask(clients, registry.host() + "/vi/team-a/ubuntu:v1")))
                    .isInconclusive(Reason.DENIED, Counts.SUCCESS);
        }

        // Then
        Assertions.assertThat(issuer.queries()).hasSize(asked);
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void shouldNotBeAbsentWhenNoTokenIsToBeHad(Trouble trouble) throws IOException {
        // Given
        nginx.serve(Site.plain("_", trouble.directives));

        // When / Then
        Assertions.assertThat(SEEN.row(trouble.what, answer("v1")).verdict().is())
                .isEqualTo("inconclusive");
    }

    private static Site passing() {
        return Site.plain("_", "location / { proxy_pass http://%s; }".formatted(issuer.host()));
    }

    private static Answer answer(String tag) throws IOException {
        RegistryConfig config =
                Settings.withTokenHosts(Settings.withPassword(registry.host(), directory), nginx.host());
        try (RegistryClients clients = open(config)) {
            return ask(clients, registry.host() + "/vi/team-a/ubuntu:" + tag);
        }
    }
}
