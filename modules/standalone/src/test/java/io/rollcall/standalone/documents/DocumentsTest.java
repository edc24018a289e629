package io.rollcall.standalone.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.runtime.config.ConfigLoader;
import io.rollcall.runtime.config.Keys;
import io.rollcall.runtime.config.Loaded;
import io.rollcall.runtime.config.Mistake;
import io.rollcall.standalone.RollcallCommand;
import io.rollcall.standalone.cli.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/** What the documents tell a reader to type, write or open is there, as far as that can be seen without doing it. */
class DocumentsTest {

    private static final Pattern TOP_LEVEL_KEY = Pattern.compile("(?m)^(\\w+):");
    private static final Pattern PLACEHOLDER = Pattern.compile("<[^<>]+>");
    private static final Set<String> CONFIGURATION = Keys.all().stream()
            .map(key -> key.path().replaceFirst("[.\\[].*", ""))
            .collect(Collectors.toSet());

    @TempDir
    Path directory;

    static List<Document> documents() {
        return Repository.documents();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void shouldBeShellWhatIsToBeTyped(Document document) {
        for (Block block : shell(document)) {
            Bash read = Bash.run(directory, Map.of(), Shell.withoutPlaceholders(block.script()), "-n");
            assertThat(read.output())
                    .as("%s is no shell; output goes into a block of its own, or fence it as console", block.place())
                    .isEmpty();
            assertThat(read.exitCode()).as(block.place()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void shouldBeTakenByTheCommandLineWhatBeginsWithRollcall(Document document) {
        for (Block block : shell(document)) {
            Shell.read(block.script()).calls("rollcall").forEach(args -> parse(block.place(), args));
        }
        for (String code : document.codes()) {
            Shell.read(code).calls("rollcall").stream()
                    .filter(args -> args.length > 0)
                    .forEach(args -> parseAllButParameters(document.file() + ": " + code, args));
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void shouldBeModulesOfOursWhatMavenIsToBuild(Document document) {
        for (Block block : shell(document)) {
            for (String[] args : Shell.read(block.script()).calls("mvn")) {
                int projects = List.of(args).indexOf("-pl") + 1;
                Stream.of(projects == 0 ? new String[0] : args[projects].split(",", -1))
                        .forEach(module -> assertThat(
                                        Repository.ROOT.resolve(module).resolve("pom.xml"))
                                .as("%s: -pl %s", block.place(), module)
                                .exists());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void shouldLoadWhatIsShownAsConfiguration(Document document) throws IOException {
        for (Block block : document.blocks()) {
            Stream<String> texts = block.isShell()
                    ? Shell.read(block.script()).hereDocuments().stream()
                    : Stream.of(block.text()).filter(text -> block.isYaml());
            for (String text : texts.filter(DocumentsTest::isConfiguration).toList()) {
                assertThat(mistakes(text)).as(block.place()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void shouldLeadSomewhereWhatIsALink(Document document) {
        for (String link : document.links()) {
            if (link.matches("[a-z]+:.*")) {
                continue;
            }
            String[] parts = link.split("#", 2);
            Path target = document.file().resolveSibling(parts[0]).normalize();
            boolean here = parts[0].isEmpty();
            if (!here) {
                assertThat(target).as("%s: (%s)", document, link).exists();
            }
            if (parts.length == 2) {
                assertThat((here ? document : Document.read(target)).anchors())
                        .as("%s: (%s)", document, link)
                        .contains(parts[1]);
            }
        }
    }

    private static List<Block> shell(Document document) {
        return document.blocks().stream().filter(Block::isShell).toList();
    }

    private static void parse(String place, String... args) {
        try {
            RollcallCommand.commandLine(Surroundings.ofProcess()).parseArgs(args);
        } catch (ParameterException e) {
            throw new AssertionError(place + ": rollcall " + String.join(" ", args) + ": " + e.getMessage(), e);
        }
    }

    /** A name in running text may stand for any call of it. */
    private static void parseAllButParameters(String place, String... args) {
        try {
            RollcallCommand.commandLine(Surroundings.ofProcess()).parseArgs(args);
        } catch (MissingParameterException e) {
            assertThat(e.getMissing()).as(place).isNotEmpty();
        } catch (ParameterException e) {
            throw new AssertionError(place + ": " + e.getMessage(), e);
        }
    }

    private static boolean isConfiguration(String yaml) {
        return TOP_LEVEL_KEY.matcher(yaml).results().anyMatch(key -> CONFIGURATION.contains(key.group(1)));
    }

    /** All but what only the reader can supply: placeholders, and the files that are named. */
    private List<String> mistakes(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("rollcall.yaml"), yaml);
        return new ConfigLoader().file(file).load() instanceof Loaded.Mistakes loaded
                ? loaded.mistakes().stream()
                        .filter(it -> !PLACEHOLDER.matcher(it.problem()).find())
                        .filter(it -> !it.problem().endsWith("is not a file that exists"))
                        .map(Mistake::sentence)
                        .toList()
                : List.of();
    }
}
