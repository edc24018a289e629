package io.rollcall.runtime.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.runtime.config.ConfigSource;
import io.rollcall.runtime.config.RollcallConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ServiceMainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicReference<Duration> stoppedWithin = new AtomicReference<>();
    private final AtomicReference<ServiceContext> context = new AtomicReference<>();
    private final CompletableFuture<Void> asked = new CompletableFuture<>();

    @Test
    void shouldExitTwoWithEveryMistakeWhenTheConfigurationIsWrong() {
        // When
        int code = main(Map.of("ROLLCALL_MODE", "loud", "ROLLCALL_HTTP_PORT", "x"), this::idle)
                .run(args());

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(UTF_8).lines()).hasSize(3);
        assertThat(err.toString(UTF_8)).contains("ROLLCALL_MODE: mode", "ROLLCALL_HTTP_PORT: http.port");
        assertThat(err.toString(UTF_8)).contains("kafka.bootstrapServers is not set");
    }

    @Test
    void shouldExitTwoWhenAnOptionIsUnknown() {
        assertThat(main(Map.of(), this::idle).run(args("--conf", "x"))).isEqualTo(2);
        assertThat(main(Map.of(), this::idle).run(args("--config"))).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("--conf is not an option; use --config FILE");
    }

    @Test
    void shouldPrintHelpAndVersionWhenAsked() {
        assertThat(main(Map.of(), this::idle).run(args("--help"))).isZero();
        assertThat(main(Map.of(), this::idle).run(args("--version"))).isZero();
        assertThat(out.toString(UTF_8)).contains("ROLLCALL_SWEEP_SCHEDULE").containsPattern("rollcall \\d+\\.\\d+");
        assertThat(err.size()).isZero();
    }

    @Test
    void shouldServeAndStopWithinTheBoundWhenAsked() {
        // Given
        CompletableFuture<Integer> code = serve(this::idle, config("0", "3s"));
        await().untilAsserted(() -> assertThat(context.get())
                .isNotNull()
                .extracting(it -> it.health().ready())
                .isEqualTo(true));

        // When
        asked.complete(null);

        // Then
        await().untilAsserted(() -> assertThat(code).isCompletedWithValue(0));
        assertThat(stoppedWithin.get()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void shouldExitOneWithTheSentenceWhenTheServiceFailsForGood() {
        // Given
        CompletableFuture<Integer> code = serve(this::idle, config("0", "3s"));
        await().untilAsserted(() -> assertThat(context.get()).isNotNull());

        // When
        context.get().health().fail("the bus is wrong; mend it.");

        // Then
        await().untilAsserted(() -> assertThat(code).isCompletedWithValue(1));
        assertThat(err.toString(UTF_8)).contains("prober: the bus is wrong; mend it.");
        assertThat(stoppedWithin.get()).isNotNull();
    }

    @Test
    void shouldExitOneWhenTheStartThrows() {
        assertThat(serve(made -> new Broken(), config("0", "3s")))
                .succeedsWithin(Duration.ofSeconds(10))
                .isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("cannot start (no luck)");
    }

    @Test
    void shouldExitOneWhenTheServiceDoesNotStopInTime() {
        // Given
        asked.complete(null);

        // Then
        assertThat(serve(made -> new Stuck(), config("0", "50ms")))
                .succeedsWithin(Duration.ofSeconds(10))
                .isEqualTo(1);
    }

    @Test
    void shouldSayWhichPortWhenItIsTaken() throws IOException {
        // Given
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            // When
            CompletableFuture<Integer> code = serve(this::idle, config(port, "3s"));

            // Then
            assertThat(code).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(1);
            assertThat(err.toString(UTF_8))
                    .contains("cannot listen on 127.0.0.1:" + port, "set http.bind and http.port");
        }
    }

    @Test
    void shouldNameThePodWhenKubernetesSaysIt() {
        assertThat(Instance.name(Map.of("HOSTNAME", "prober-0"))).isEqualTo("prober-0");
        assertThat(Instance.name(Map.of()))
                .isEqualTo("local-" + ProcessHandle.current().pid());
    }

    private CompletableFuture<Integer> serve(ServiceFactory factory, RollcallConfig config) {
        return CompletableFuture.supplyAsync(() -> main(Map.of(), factory).serve(ConfigSource.fixed(config), asked));
    }

    private ServiceMain main(Map<String, String> environment, ServiceFactory factory) {
        return new ServiceMain(
                "prober",
                "asks the registry",
                factory,
                environment,
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
    }

    private static RollcallConfig config(String port, String shutdownTimeout) {
        return RollcallConfig.of(
                Map.of("http.bind", "127.0.0.1", "http.port", port, "shutdownTimeout", shutdownTimeout));
    }

    private static String[] args(String... args) {
        return args;
    }

    private Service idle(ServiceContext made) {
        context.set(made);
        return new Service() {
            @Override
            public void start() {}

            @Override
            public void stop(Duration within) {
                stoppedWithin.set(within);
            }
        };
    }

    private static final class Broken implements Service {
        @Override
        public void start() {
            throw new IllegalStateException("no luck");
        }

        @Override
        public void stop(Duration within) {}
    }

    private static final class Stuck implements Service {
        @Override
        public void start() {}

        @Override
        public void stop(Duration within) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
