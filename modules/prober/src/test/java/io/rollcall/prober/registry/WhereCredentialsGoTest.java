package io.rollcall.prober.registry;

import static io.rollcall.prober.registry.Settings.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.prober.registry.Hop.Next;
import io.rollcall.runtime.config.RegistryConfig;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** To which addresses a registry can send us, by a challenge or by a redirect. Nothing is sent here. */
class WhereCredentialsGoTest {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Sites sites = new Sites();
    private final List<Site> made = new ArrayList<>();
    private final Site registry =
            site(Settings.withTokenHosts(plain("reg.example:5000"), "Auth.example", "sso.example:8443"));
    private final Site open = site(plainHttp("open.example"));

    @BeforeEach
    void configureAnother() {
        site(plain("other.example"));
    }

    @AfterEach
    void stop() {
        made.forEach(Site::close);
        timer.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({
        "https://reg.example:5000/token, true",
        "https://REG.example:5000/token?a=b, true",
        "https://auth.example/token, true",
        "https://auth.example:443/token, true",
        "https://sso.example:8443/auth/realms/x, true",
        "https://other.example/token, true",
        "https://other.example:443, true",
        "https://reg.example/token, false",
        "https://reg.example:5001/token, false",
        "http://reg.example:5000/token, false",
        "http://auth.example/token, false",
        "http://open.example/token, false",
        "https://sso.example/auth, false",
        "https://evil.example/token, false",
        "https://auth.example.evil.example/token, false",
        "https://auth.example@evil.example/token, false",
        "https://user:password@auth.example/token, false",
        "https://auth.example\\@evil.example/token, false",
        "//auth.example/token, false",
        "/token, false",
        "ftp://auth.example/token, false",
        "file:///etc/passwd, false",
        "'', false",
    })
    void shouldBelieveARealmOnlyWhereTheConfigurationNamesIt(String realm, boolean allowed) {
        // When
        TokenServer server = TokenServer.of(realm, registry, sites);

        // Then
        assertThat(server instanceof TokenServer.Allowed).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "http://open.example/token, true",
        "https://open.example/token, true",
        "http://open.example:8080/token, false",
        "https://evil.example/token, false",
    })
    void shouldSpeakWithoutTlsOnlyWhereTheRegistryDoes(String realm, boolean allowed) {
        assertThat(TokenServer.of(realm, open, sites) instanceof TokenServer.Allowed)
                .isEqualTo(allowed);
    }

    @Test
    void shouldAskForThePullScopeOfOneRepositoryWhateverTheRealmSays() {
        // Given
        Question question = Question.manifest("HEAD", "team/app", "v1");
        TokenServer.Allowed server = (TokenServer.Allowed) TokenServer.of(
                "https://auth.example/token?%53cope=repository%3A*%3A*&service=c&a=1;scope=d", registry, sites);

        // When
        Request request = server.request(Optional.of("a&scope=b"), question.scope(), Optional.of("Basic x"));

        // Then
        assertThat(request.path()).isEqualTo("/token?a=1&service=a%26scope%3Db&scope=repository%3Ateam%2Fapp%3Apull");
        assertThat(request.toString()).isEqualTo("GET https://auth.example/token?…");
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/x/manifests/v1, reg.example:5000, https",
        "manifests/v1, reg.example:5000, https",
        "https://reg.example:5000/v2/, reg.example:5000, https",
        "https://other.example/v2/, other.example, https",
    })
    void shouldFollowToConfiguredRegistriesAlone(String location, String site, String scheme) {
        // When
        Next next = Hop.home(registry, "/v2/a/manifests/v1").next(location, sites);

        // Then
        assertThat(next).isInstanceOfSatisfying(Next.To.class, to -> {
            assertThat(to.hop().site().name()).isEqualTo(site);
            assertThat(to.hop().at().scheme()).isEqualTo(scheme);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "http://reg.example:5000/v2/",
        "http://open.example/v2/",
        "https://reg.example/v2/",
        "https://reg.example:5001/v2/",
        "https://auth.example/v2/",
        "//evil.example/v2/",
        "https://reg.example:5000@evil.example/v2/",
        "https://user@reg.example:5000/v2/",
        "ftp://reg.example/",
        "https:///v2/",
        "ht tp://x",
        "''",
    })
    void shouldFollowNowhereElse(String location) {
        assertThat(Hop.home(registry, "/v2/a/manifests/v1").next(location, sites))
                .isInstanceOf(Next.Stop.class);
    }

    @Test
    void shouldFollowFromNoTlsToTlsOfTheSameNameWithItsOwnCredentials() {
        // When
        Next next = Hop.home(open, "/v2/").next("https://open.example/v2/", sites);

        // Then
        assertThat(next).isEqualTo(new Next.To(new Hop(open, new Endpoint("https", "open.example", -1), "/v2/")));
    }

    @Test
    void shouldNotComeBackFromTlsWhenItWasReachedOnTheWay() {
        // Given
        Hop secured = new Hop(open, new Endpoint("https", "open.example", -1), "/v2/");

        // When / Then
        assertThat(secured.next("http://open.example/v2/", sites)).isInstanceOf(Next.Stop.class);
    }

    private static RegistryConfig plainHttp(String host) {
        RegistryConfig plain = plain(host);
        return new RegistryConfig(host, plain.dockerConfig(), plain.ca(), plain.connectTo(), true, plain.policy());
    }

    private Site site(RegistryConfig registry) {
        Site site = new Site(
                registry, ProbePolicy.DEFAULT, new Means(Clock.systemUTC(), timer, Runnable::run), Proxies.NONE, sites);
        sites.add(site);
        made.add(site);
        return site;
    }
}
