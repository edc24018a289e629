package io.rollcall.standalone.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.sandbox.BuiltInRegistry;
import io.rollcall.sandbox.Manifest;
import io.rollcall.sandbox.Registry;
import io.rollcall.sandbox.RegistryClient;
import io.rollcall.standalone.CommandProcess;
import io.rollcall.standalone.CommandRun;
import io.rollcall.standalone.terminal.Terminal;
import io.rollcall.testkit.RealParts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {

    private static final Duration WHOLE = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(5);

    @TempDir
    Path temporary;

    private CommandProcess demo(String... more) {
        List<String> args = new ArrayList<>(List.of("demo", "--images", "5", "--json"));
        args.addAll(List.of(more));
        return CommandProcess.startWith(List.of("-Djava.io.tmpdir=" + temporary), args.toArray(String[]::new));
    }

    private static String last(CommandProcess demo) {
        return demo.out().get(demo.out().size() - 1);
    }

    @Test
    void shouldSeeEveryStepAndLeaveNothingBehind() {
        try (CommandProcess demo = demo()) {
            // When
            int exitCode = demo.exitCode(WHOLE);

            // Then
            await().untilAsserted(() -> assertThat(last(demo)).startsWith("{\"result\":\"ok\""));
            assertThat(last(demo)).contains("\"images\":5,\"lost\":6,\"recovered\":6");
            assertThat(exitCode).isZero();
            assertThat(demo.out())
                    .allSatisfy(line -> assertThat(line).startsWith("{").endsWith("}"));
            assertThat(demo.err()).isEmpty();
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @Test
    void shouldEndWithinFiveSecondsAndLeaveNothingBehindWhenInterruptedInTheScenario() {
        try (CommandProcess demo = demo()) {
            demo.awaitOut("\"step\":\"lose-one\",\"state\":\"began\"");
            List<ProcessHandle> children = demo.descendants();

            // When
            demo.interrupt();
            int exitCode = demo.exitCode(STOP);

            // Then
            assertThat(exitCode).isEqualTo(130);
            assertThat(children).noneMatch(ProcessHandle::isAlive);
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @Test
    void shouldEndWithinFiveSecondsAndLeaveNothingBehindWhenInterruptedInTheStart() {
        try (CommandProcess demo = demo()) {
            demo.awaitOut("\"step\":\"start\",\"state\":\"began\"");

            // When
            demo.interrupt();
            int exitCode = demo.exitCode(STOP);

            // Then
            assertThat(exitCode).isEqualTo(130);
            assertThat(ProcessHandle.allProcesses()
                            .map(process -> process.info().commandLine().orElse("")))
                    .noneMatch(line -> line.contains("docker-registry") && line.contains(temporary.toString()));
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @Test
    void shouldStayUpAndSayWhereWhenAskedToKeep() {
        try (CommandProcess demo = demo("--keep")) {
            // When
            demo.awaitOut("\"result\":\"ok\"");

            // Then
            String addresses = demo.out().get(demo.out().size() - 2);
            assertThat(addresses).contains("\"step\":\"keep\"", "\"broker\":\"127.0.0.1:", "/readyz", "kubeconfig");
            demo.interrupt();
            assertThat(demo.exitCode(STOP)).isEqualTo(130);
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @Test
    void shouldFailTheStepWhenTheRegistryStillServesWhatWasDeleted() throws IOException, InterruptedException {
        // Given
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Stopwatch watch = new Stopwatch(System::nanoTime);
        Report report = new JsonReport(new Terminal(new PrintStream(out, true, UTF_8), false), watch);
        DemoOptions options = new DemoOptions(
                2,
                Optional.empty(),
                Optional.of(directory -> new Undeletable(BuiltInRegistry.start())),
                false,
                Duration.ofSeconds(20),
                "rollcall-demo-test");
        boolean seen;
        Workspace workspace = Workspace.create();
        try (Closer closer = new Closer(STOP, System::nanoTime)) {
            closer.add(Closer.Layer.FILES, () -> workspace.delete(false));

            // When
            seen = new Demo(options, workspace, report, watch, closer, Clock.systemUTC()).run();
        }

        // Then
        assertThat(seen).isFalse();
        assertThat(out.toString(UTF_8).lines().reduce((first, second) -> second).orElseThrow())
                .startsWith(
                        "{\"result\":\"failed\",\"step\":\"lose-one\",\"why\":\"Expected demo-a/ubuntu-24-04 to be ImageLost")
                .contains("saw 0 of 1 ImageLost", "last probe present");
        assertThat(workspace.directory()).doesNotExist();
    }

    @Test
    void shouldRefuseAKubeconfigThatIsNotThere() {
        // When
        CommandRun run = CommandRun.of("demo", "--kubeconfig", "/no/such/file");

        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo(
                        "rollcall: /no/such/file cannot be read; give the path of a kubeconfig file with --kubeconfig.\n");
    }

    @Test
    void shouldRefuseMoreImagesThanItCanShow() {
        // When
        CommandRun run = CommandRun.of("demo", "--images", "0");

        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("rollcall: --images is 0; give a number from 1 to 200.\n");
    }

    @Test
    void shouldPlayInARealApiServerAndRemoveEverything() {
        // Given
        RealParts.ofThisMachine().requireApiServer();
        String kubeconfig = RealParts.ofThisMachine().kubeconfig().orElseThrow().toString();
        try (CommandProcess demo = demo("--kubeconfig", kubeconfig)) {
            // When
            int exitCode = demo.exitCode(WHOLE);

            // Then
            await().untilAsserted(() -> assertThat(last(demo)).startsWith("{\"result\":\"ok\""));
            assertThat(exitCode).isZero();
        }
    }

    /** Says that it deletes, and does not. */
    private record Undeletable(Registry real) implements Registry {
        @Override
        public void deleteManifest(String repository, String digest) {
            // as a proxy that caches would
        }

        @Override
        public String host() {
            return real.host();
        }

        @Override
        public RegistryClient client() {
            return real.client();
        }

        @Override
        public String push(String repository, String tag, Manifest form) {
            return real.push(repository, tag, form);
        }

        @Override
        public void loseStorage() {
            real.loseStorage();
        }

        @Override
        public void restoreStorage() {
            real.restoreStorage();
        }

        @Override
        public boolean isReal() {
            return real.isReal();
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
