package io.rollcall.prober.registry;

import static io.rollcall.prober.registry.AnswerAssert.assertThat;
import static io.rollcall.prober.registry.Settings.ask;
import static io.rollcall.prober.registry.Settings.open;
import static io.rollcall.prober.registry.Settings.plain;

import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Reason.Counts;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.Manifest;
import io.rollcall.testkit.Fault;
import io.rollcall.testkit.FlakyProxy;
import io.rollcall.testkit.TestRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A registry that cannot be reached, or only now and then. */
@Timeout(60)
class NetworkVerdictsIT {
    @RegisterExtension
    static final ObservedRows SEEN = ObservedRows.in(Section.NETWORK);

    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(10);

    @TempDir
    static Path directory;

    private static DockerRegistry registry;
    private static String digest;

    @BeforeAll
    static void start() {
        registry = TestRegistry.plain(directory);
        digest = registry.push("vi/ubuntu", "v1", Manifest.OCI);
    }

    @AfterAll
    static void stop() {
        if (registry != null) {
            registry.close();
        }
    }

    @Test
    void shouldBeRefusedWhenTheRegistryIsStopped() {
        // Given
        registry.stop();

        // When
        Answer answer = SEEN.row("the registry is stopped", answer(registry.host(), LONG));
        registry.start();

        // Then
        assertThat(answer)
                .isInconclusive(Reason.CONNECTION_REFUSED, Counts.FAILURE)
                .rests(null, null, null);
    }

    @Test
    void shouldNotNoticeWhenTheRegistryIsRestartedBetweenTwoProbes() {
        try (RegistryClients clients = open(plain(registry.host()))) {
            // Given
            ask(clients, image(registry.host()));

            // When
            registry.stop();
            registry.start();

            // Then
            assertThat(SEEN.row("it was restarted between two probes", ask(clients, image(registry.host()))))
                    .isPresent(digest);
        }
    }

    @Test
    void shouldTimeOutWhenTheRegistryHangsAndBePresentWhenItGoesOn() {
        // Given
        registry.pause();

        // When
        Answer hung = SEEN.row("it hangs: connections are taken, and never answered", answer(registry.host(), SHORT));
        registry.resume();

        // Then
        assertThat(hung).isInconclusive(Reason.TIMEOUT, Counts.FAILURE).rests(null, null, null);
        Assertions.assertThat(Duration.between(hung.startedAt(), hung.probedAt()))
                .isLessThan(Duration.ofSeconds(5));
        assertThat(answer(registry.host(), LONG)).isPresent(digest);
    }

    @Test
    void shouldBePresentWhenTheAnswerIsLateAndStillInTime() throws IOException {
        assertThat(SEEN.row("it is slow, but answers in time", through(Fault.delay(SHORT), LONG)))
                .isPresent(digest);
    }

    @Test
    void shouldTimeOutWhenTheAnswerIsTooLate() throws IOException {
        assertThat(SEEN.row("it is slower than `policy.responseTimeout`", through(Fault.delay(LONG), SHORT)))
                .isInconclusive(Reason.TIMEOUT, Counts.FAILURE);
    }

    @Test
    void shouldTimeOutWhenWhatIsSentDisappears() throws IOException {
        assertThat(SEEN.row("what is sent disappears (a firewall)", through(Fault.blackhole(), SHORT)))
                .isInconclusive(Reason.TIMEOUT, Counts.FAILURE);
    }

    @Test
    void shouldSayThatItBrokeOffWhenItIsResetBeforeAnyAnswer() throws IOException {
        assertThat(SEEN.row("the connection is reset before any answer", through(Fault.reset(), LONG)))
                .isInconclusive(Reason.CONNECTION_RESET, Counts.FAILURE)
                .rests(null, null, null);
    }

    @Test
    void shouldSayThatItBrokeOffWhenItIsResetAmidAnAnswer() throws IOException {
        assertThat(SEEN.row("the connection is reset amid the answer", through(Fault.cutAfter(40), LONG)))
                .isInconclusive(Reason.CONNECTION_RESET, Counts.FAILURE)
                .rests(null, null, null);
    }

    @Test
    void shouldNotBeAbsentWhenTheConfirmationBreaksOff() throws IOException {
        // Given: a body that is longer than the heads of both answers differ
        String missing = "/vi/ubuntu:" + "x".repeat(120);

        // When
        Answer answer = through(Fault.cutAfter(400), LONG, missing);

        // Then
        assertThat(SEEN.row("absent, but the connection is reset amid the confirmation", answer))
                .isInconclusive(Reason.CONNECTION_RESET, Counts.FAILURE)
                .rests(404, null, null);
    }

    @Test
    void shouldSayWhenTheHostHasNoAddress() {
        assertThat(SEEN.row("the host's name has no address", answer("registry.invalid", LONG)))
                .isInconclusive(Reason.DNS_FAILURE, Counts.FAILURE)
                .rests(null, null, null);
    }

    private static Answer through(Fault fault, Duration patience) throws IOException {
        return through(fault, patience, "/vi/ubuntu:v1");
    }

    private static Answer through(Fault fault, Duration patience, String path) throws IOException {
        try (FlakyProxy proxy = FlakyProxy.to(registry.host());
                RegistryClients clients = open(plain(proxy.host(), patience, patience.multipliedBy(2)))) {
            proxy.set(fault);
            return ask(clients, proxy.host() + path);
        }
    }

    private static Answer answer(String host, Duration patience) {
        try (RegistryClients clients = open(plain(host, patience, patience.multipliedBy(2)))) {
            return ask(clients, image(host));
        }
    }

    private static String image(String host) {
        return host + "/vi/ubuntu:v1";
    }
}
