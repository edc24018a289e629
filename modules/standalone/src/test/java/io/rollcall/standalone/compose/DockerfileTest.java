package io.rollcall.standalone.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.standalone.RollcallMain;
import io.rollcall.standalone.compose.Dockerfile.Instruction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DockerfileTest {

    private static final Dockerfile FILE = Dockerfile.read();
    private static final Path LIB = Path.of("modules", "standalone", "target", "rollcall", "lib");

    static Stream<String> copied() {
        return FILE.stages().stream()
                .flatMap(stage -> stage.all("COPY").stream())
                .filter(copy -> !copy.isFromAnotherStage())
                .map(copy -> copy.words().get(0));
    }

    @ParameterizedTest
    @MethodSource("copied")
    void shouldCopyWhatThereIsAndWhatDockerIsGiven(String source) throws IOException {
        assertThat(ComposeFile.HOME.resolve(source)).exists();
        assertThat(lines(".dockerignore")).contains("*", "!" + source);
    }

    @Test
    void shouldBuildAndRunOnAJavaThatTheClassesAreFor() throws IOException {
        // Given
        String release = read("pom.xml").replaceAll("(?s).*<maven.compiler.release>(\\d+)</.*", "$1");

        // Then
        assertThat(FILE.stages()).allSatisfy(stage -> assertThat(
                        Integer.parseInt(stage.only("FROM").rest().replaceAll(".*temurin[:-](\\d+).*", "$1")))
                .isGreaterThanOrEqualTo(Integer.parseInt(release)));
    }

    @Test
    void shouldTakeTheLibrariesFromWhereTheBuildPutsThem() throws IOException {
        // Given
        Instruction libraries = FILE.image().all("COPY").stream()
                .filter(Instruction::isFromAnotherStage)
                .findFirst()
                .orElseThrow();

        // Then
        assertThat(libraries.words()).containsExactly("/src/" + LIB, "/opt/rollcall/lib");
        assertThat(FILE.build().only("WORKDIR").rest()).isEqualTo("/src");
        assertThat(read("modules/standalone/pom.xml"))
                .contains("<outputDirectory>${project.build.directory}/rollcall/lib</outputDirectory>");
    }

    @Test
    void shouldBuildAsTheLauncherDoes() throws IOException {
        // Given
        String build = FILE.build().only("RUN").rest().replaceAll(".*\\bmvn ", "mvn ");

        // Then
        assertThat(read("rollcall")).contains(build);
    }

    @Test
    void shouldStartTheProgramThatIsCopied() throws IOException {
        // Given
        List<String> entrypoint = FILE.image().only("ENTRYPOINT").quoted();
        Path program = ComposeFile.HOME.resolve("deploy/image").resolve(entrypoint.get(0));

        // Then
        assertThat(entrypoint).hasSize(1);
        assertThat(program).isExecutable();
        assertThat(Files.readString(program)).contains("../lib/*", RollcallMain.class.getName(), "exec java ");
        assertThat(FILE.image().environment().get("PATH")).startsWith("/opt/rollcall/bin:");
    }

    @Test
    void shouldNotBeRootAndSayWhoInNumbers() {
        assertThat(FILE.image().only("USER").rest()).matches("[1-9][0-9]*:[1-9][0-9]*");
        assertThat(ComposeFile.read(java.util.Map.of()).ours())
                .extracting(service -> service.text("user"))
                .containsOnly(FILE.image().only("USER").rest());
    }

    private static String read(String file) throws IOException {
        return Files.readString(ComposeFile.HOME.resolve(file));
    }

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(ComposeFile.HOME.resolve(file));
    }
}
