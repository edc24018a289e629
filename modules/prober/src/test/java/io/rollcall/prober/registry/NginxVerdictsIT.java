package io.rollcall.prober.registry;

import static io.rollcall.prober.registry.AnswerAssert.assertThat;
import static io.rollcall.prober.registry.Settings.DIGEST;
import static io.rollcall.prober.registry.Settings.ask;
import static io.rollcall.prober.registry.Settings.open;
import static io.rollcall.prober.registry.Settings.policy;

import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Reason.Counts;
import io.rollcall.contract.probe.Verdict.Inconclusive;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.sandbox.Certificates;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.Manifest;
import io.rollcall.testkit.Fault;
import io.rollcall.testkit.FlakyProxy;
import io.rollcall.testkit.Nginx;
import io.rollcall.testkit.Nginx.Site;
import io.rollcall.testkit.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A real registry behind a real nginx that is in the way. The image is there in every row: none may say that it is not. */
@Timeout(60)
class NginxVerdictsIT {
    @RegisterExtension
    static final ObservedRows SEEN = ObservedRows.ofImagesThatAreThere(Section.NGINX);

    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(10);

    @TempDir
    static Path directory;

    private static DockerRegistry registry;
    private static FlakyProxy flaky;
    private static Nginx nginx;
    private static Certificates trusted;
    private static String digest;

    @BeforeAll
    static void start() throws IOException {
        registry = TestRegistry.plain(directory.resolve("registry"));
        digest = registry.push("vi/ubuntu", "v1", Manifest.OCI);
        registry.push("vi/windows", "v1", Manifest.DOCKER);
        flaky = FlakyProxy.to(registry.host());
        Path users = Files.writeString(directory.resolve("users"), "probe:{PLAIN}s3cret\n");
        List<Site> sites = new ArrayList<>();
        for (Proxying way : Proxying.values()) {
            sites.add(way.site(registry.host(), digest, users.toString()));
        }
        sites.addAll(special(users));
        sites.addAll(secured());
        nginx = Nginx.start(directory.resolve("nginx"), sites);
    }

    private static List<Site> special(Path users) {
        String pass = "location / { proxy_pass http://%s; %s }".formatted(registry.host(), "%s");
        String shaky = "location / { proxy_pass http://%s; %s }".formatted(flaky.host(), "%s");
        String headIsBarred = "if ($request_method = HEAD) { return 404; } ";
        return List.of(
                Site.plain(
                        "password.example",
                        "auth_basic registry; auth_basic_user_file %s; ".formatted(users) + pass.formatted("")),
                Site.plain("retry-after.example", "add_header Retry-After 30 always; return 429;"),
                Site.plain(
                        "other-digest.example",
                        pass.formatted("proxy_hide_header Docker-Content-Digest; add_header Docker-Content-Digest "
                                + DIGEST + ";")),
                Site.plain("impatient.example", pass.formatted("proxy_read_timeout 300ms;")),
                Site.plain("shaky.example", shaky.formatted("")),
                Site.plain("shaky-body.example", headIsBarred + shaky.formatted("")),
                Site.plain("slow-body.example", headIsBarred + pass.formatted("limit_rate 50;")));
    }

    private static List<Site> secured() {
        trusted = Certificates.in(directory.resolve("trusted"), Clock.systemUTC());
        Certificates another = Certificates.in(directory.resolve("another"), Clock.systemUTC());
        Certificates old =
                Certificates.in(directory.resolve("old"), Clock.offset(Clock.systemUTC(), Duration.ofDays(-30)));
        String pass = "location / { proxy_pass http://%s; }".formatted(registry.host());
        return List.of(
                Site.tls("tls.example", trusted.forNames("tls.example"), pass),
                Site.tls("untrusted.example", another.forNames("untrusted.example"), pass),
                Site.tls("expired.example", old.forNames("expired.example"), pass),
                Site.tls("wrong-name.example", trusted.forNames("another.example"), pass));
    }

    @AfterAll
    static void stop() throws IOException {
        if (registry != null) {
            if (nginx != null) {
                nginx.close();
            }
            flaky.close();
            registry.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Proxying.class)
    void shouldNotBeAbsentWhateverNginxMakesOfIt(Proxying way) {
        // Given: without Accept, Distribution says 400 for this form alone
        String image = way == Proxying.NO_ACCEPT ? "/vi/windows:v1" : "/vi/ubuntu:v1";

        // When
        Answer answer = SEEN.row(way.what(), answer(way.host(), LONG, image));

        // Then
        way.reason()
                .ifPresentOrElse(
                        reason -> assertThat(answer).isInconclusive(reason, reason.counts()),
                        () -> assertThat(answer).isPresent(digest));
    }

    @Test
    void shouldBePresentWhenNginxIsGivenItsPassword() throws IOException {
        // Given
        Path config = Files.writeString(
                directory.resolve("config.json"),
                "{\"auths\":{\"password.example\":{\"username\":\"probe\",\"password\":\"s3cret\"}}}");

        // When / Then
        assertThat(SEEN.row(
                        "it wants a password, and gets it",
                        answer(at("password.example", Optional.of(config), Optional.empty(), LONG), "/vi/ubuntu:v1")))
                .isPresent(digest);
    }

    @Test
    void shouldLeaveItAloneForAsLongAsItAsksWhenThrottled() {
        assertThat(SEEN.row("too many requests, with Retry-After", answer("retry-after.example", LONG)))
                .means(new Inconclusive(Reason.THROTTLED, 30_000L), Counts.SUCCESS);
    }

    @Test
    void shouldNotBelieveA200ForAnotherDigestThanTheOneAskedFor() {
        assertThat(SEEN.row(
                        "a 200 with another digest than the one asked for",
                        answer("other-digest.example", LONG, "/vi/ubuntu@" + digest)))
                .isInconclusive(Reason.NOT_A_REGISTRY, Counts.FAILURE);
    }

    @Test
    void shouldBeAServerErrorWhenTheRegistryIsAway() {
        // Given
        flaky.set(Fault.refuse());

        // When
        Answer answer = SEEN.row("the registry is away: its 502 page", answer("shaky.example", LONG));
        flaky.set(Fault.pass());

        // Then
        assertThat(answer).isInconclusive(Reason.SERVER_ERROR, Counts.FAILURE).rests(502, null, null);
    }

    @Test
    void shouldBeAServerErrorOrTooLateWhenTheRegistryHangs() {
        // Given
        registry.pause();

        // When
        Answer given = SEEN.row("the registry hangs, it gives up: its 504 page", answer("impatient.example", LONG));
        Answer late =
                SEEN.row("the registry hangs, it waits: no headers in time", answer(Proxying.IT_PASSES.host(), SHORT));
        registry.resume();

        // Then
        assertThat(given).isInconclusive(Reason.SERVER_ERROR, Counts.FAILURE).rests(504, null, null);
        assertThat(late).isInconclusive(Reason.TIMEOUT, Counts.FAILURE).rests(null, null, null);
    }

    @Test
    void shouldTimeOutWhenNginxHangs() {
        // Given
        nginx.pause();

        // When
        Answer answer = SEEN.row("nginx hangs (SIGSTOP)", answer(Proxying.IT_PASSES.host(), SHORT));
        nginx.resume();

        // Then
        assertThat(answer).isInconclusive(Reason.TIMEOUT, Counts.FAILURE).rests(null, null, null);
    }

    @Test
    void shouldBePresentWhenTheHeadersAreSlowAndStillInTime() {
        // Given
        flaky.set(Fault.delay(SHORT));

        // When
        Answer answer = SEEN.row("the headers are slow, but in time", answer("shaky.example", LONG));
        flaky.set(Fault.pass());

        // Then
        assertThat(answer).isPresent(digest);
    }

    @Test
    void shouldNotBeAbsentWhenTheBodyIsCutOff() {
        // Given: more than the head of the answer, less than all
        flaky.set(Fault.cutAfter(600));

        // When
        Answer answer = SEEN.row("its 404 page to HEAD, half a body to GET", answer("shaky-body.example", LONG));
        flaky.set(Fault.pass());

        // Then
        assertThat(answer)
                .isInconclusive(Reason.CONNECTION_RESET, Counts.FAILURE)
                .rests(404, null, null);
    }

    @Test
    void shouldTimeOutWhenTheBodyIsSlow() {
        assertThat(SEEN.row(
                        "its 404 page to HEAD, a body of 50 bytes a second to GET",
                        answer("slow-body.example", Duration.ofSeconds(1))))
                .isInconclusive(Reason.TIMEOUT, Counts.FAILURE)
                .rests(404, null, null);
    }

    @Test
    void shouldBePresentWhenItsCertificateIsTrusted() {
        assertThat(SEEN.row("TLS ends there, with a certificate that is trusted", overTls("tls.example")))
                .isPresent(digest);
    }

    static Stream<List<String>> certificates() {
        return Stream.of(
                List.of("untrusted.example", "TLS ends there; the CA is not trusted"),
                List.of("expired.example", "TLS ends there; the certificate has expired"),
                List.of("wrong-name.example", "TLS ends there; the certificate is for another name"));
    }

    @ParameterizedTest
    @MethodSource("certificates")
    void shouldAskNothingWhenItsCertificateIsNotTrusted(List<String> hostAndWhat) {
        assertThat(SEEN.row(hostAndWhat.get(1), overTls(hostAndWhat.get(0))))
                .isInconclusive(Reason.TLS_FAILURE, Counts.FAILURE)
                .rests(null, null, null);
    }

    @Test
    void shouldHaveTheImageAllTheTime() {
        Assertions.assertThat(registry.client().digest("vi/ubuntu", "v1")).hasValue(digest);
    }

    private static Answer answer(String host, Duration patience) {
        return answer(host, patience, "/vi/ubuntu:v1");
    }

    private static Answer answer(String host, Duration patience, String image) {
        return answer(at(host, Optional.empty(), Optional.empty(), patience), image);
    }

    private static Answer overTls(String host) {
        return answer(at(host, Optional.empty(), Optional.of(trusted.ca()), LONG), "/vi/ubuntu:v1");
    }

    private static Answer answer(RegistryConfig config, String image) {
        try (RegistryClients clients = open(config)) {
            return ask(clients, config.host() + image);
        }
    }

    private static RegistryConfig at(String host, Optional<Path> dockerConfig, Optional<Path> ca, Duration patience) {
        return new RegistryConfig(
                host,
                dockerConfig,
                ca,
                Optional.of(ca.isPresent() ? nginx.tlsHost() : nginx.host()),
                ca.isEmpty(),
                policy(patience, patience.multipliedBy(2)));
    }
}
