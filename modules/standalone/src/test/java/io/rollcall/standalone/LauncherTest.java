package io.rollcall.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher on a project of its own, with a Java and a Maven that only say what they were asked. */
class LauncherTest {

    private static final String JAVA = """
            #!/bin/sh
            if [ "$1" = -version ]; then echo 'openjdk version "17.0.15" 2025-04-15' >&2; exit 0; fi
            echo "java $*"
            exit 3
            """;
    private static final String MAVEN = """
            #!/bin/sh
            case "$*" in *-version*) echo 'Apache Maven 3.8.7'; exit 0 ;; esac
            echo built >> "$BUILDS"
            mkdir -p modules/standalone/target/rollcall/lib
            """;

    @TempDir
    Path directory;

    private Path home;
    private Path bin;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void makeProject() throws IOException {
        home = Files.createDirectories(directory.resolve("home"));
        bin = Files.createDirectories(directory.resolve("bin"));
        Files.createDirectories(home.resolve("modules/standalone/src/main"));
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        Files.writeString(home.resolve("modules/standalone/pom.xml"), "<project/>");
        program(home.resolve("rollcall"), Files.readString(Path.of("../../rollcall")));
        program(bin.resolve("java"), JAVA);
        program(bin.resolve("javac"), "#!/bin/sh\n");
        program(bin.resolve("mvn"), MAVEN);
        environment.put("PATH", bin + ":/usr/bin:/bin");
        environment.put("BUILDS", directory.resolve("builds").toString());
    }

    @Test
    void shouldBuildOnceAndSaySoAndThenOnlyStartJava() throws IOException {
        // When
        Ended first = run(home.resolve("rollcall"), "version");
        Ended second = run(home.resolve("rollcall"), "check", "a b");

        // Then
        assertThat(first.err())
                .contains("rollcall: building, once")
                .contains("build.log")
                .containsPattern("rollcall: built in \\d+ s\\n")
                .doesNotContain("\r");
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).contains("io.rollcall.standalone.RollcallMain check a b");
        assertThat(second.exitCode()).isEqualTo(3);
        assertThat(builds()).hasSize(1);
    }

    @Test
    void shouldBuildAgainWhenASourceIsNewer() throws IOException {
        // Given
        run(home.resolve("rollcall"), "version");
        Path source = Files.writeString(home.resolve("modules/standalone/src/main/New.java"), "class New {}");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));

        // When
        Ended again = run(home.resolve("rollcall"), "version");

        // Then
        assertThat(again.err()).contains("sources have changed");
        assertThat(builds()).hasSize(2);
    }

    @Test
    void shouldWorkFromAnywhereThroughALink() throws IOException {
        // Given
        Path link = Files.createSymbolicLink(bin.resolve("rollcall"), Path.of("../home/rollcall"));
        environment.put("ROLLCALL_JAVA_OPTS", "-Xmx3g -Dx=y");

        // When
        Ended ended = run(link, "up");

        // Then
        assertThat(ended.out())
                .contains(" -Xmx3g -Dx=y ")
                .contains(home.toRealPath() + "/modules/standalone/target/rollcall/lib/*");
    }

    @Test
    void shouldShowWhatWentWrongWhenTheBuildFails() throws IOException {
        // Given
        program(bin.resolve("mvn"), """
                #!/bin/sh
                case "$*" in *-version*) echo 'Apache Maven 3.9.9'; exit 0 ;; esac
                echo '[INFO] noise'
                echo '[ERROR] A.java:[3,1] cannot find symbol'
                echo '[ERROR] Re-run Maven using the -X switch'
                exit 1
                """);

        // When
        Ended ended = run(home.resolve("rollcall"), "version");

        // Then
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .contains("the build failed", "A.java:[3,1] cannot find symbol", "build.log")
                .doesNotContain("noise", "Re-run");
    }

    @Test
    void shouldAskForAnotherJavaWhenItIsTooOld() throws IOException {
        // Given
        program(bin.resolve("java"), "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");

        // Then
        assertThat(run(home.resolve("rollcall")).err())
                .contains("is Java 11.0.2; a JDK, 17 or newer, is needed")
                .contains("openjdk-17-jdk-headless");
    }

    @Test
    void shouldAskForAnotherMavenWhenItIsTooOld() throws IOException {
        // Given
        program(bin.resolve("mvn"), "#!/bin/sh\necho 'Apache Maven 3.6.3'\n");

        // Then
        assertThat(run(home.resolve("rollcall")).err()).contains("is Maven 3.6.3; Maven, 3.8.7 or newer, is needed");
    }

    @Test
    void shouldSayWhereItLookedWhenJavaHomeHoldsNone() throws IOException {
        // Given
        environment.put("JAVA_HOME", "/nowhere");

        // Then
        assertThat(run(home.resolve("rollcall")).err()).contains("JAVA_HOME is /nowhere, where there is no bin/java");
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(directory.resolve("builds"));
    }

    private static void program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make executable: " + file);
        }
    }

    private record Ended(int exitCode, String out, String err) {}

    private Ended run(Path program, String... args) throws IOException {
        Path err = directory.resolve("err");
        List<String> line = new java.util.ArrayList<>(List.of(program.toString()));
        line.addAll(List.of(args));
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(directory.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        try {
            return new Ended(process.waitFor(), out, Files.readString(err));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
