package io.rollcall;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;
import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

/** One module, one verb: who may see whom. */
class LayeringTest {
    private static final String CONTRACT = "io.rollcall.contract..";
    private static final String RUNTIME = "io.rollcall.runtime..";
    private static final String SANDBOX = "io.rollcall.sandbox..";
    private static final String WATCHER = "io.rollcall.watcher..";
    private static final String PROBER = "io.rollcall.prober..";
    private static final String WRITER = "io.rollcall.statuswriter..";
    private static final String REPLAY = "io.rollcall.replay..";
    private static final String STANDALONE = "io.rollcall.standalone..";
    private static final String KUBERNETES = "io.fabric8..";
    private static final String HTTP_CLIENT = "org.apache.hc..";
    private static final String STREAMS = "org.apache.kafka.streams..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.rollcall");

    @Test
    void shouldSeeEveryModule() {
        for (String module : new String[] {CONTRACT, RUNTIME, SANDBOX, WATCHER, PROBER, WRITER, REPLAY, STANDALONE}) {
            String root = module.substring(0, module.length() - 2);
            assertThat(CLASSES.stream().anyMatch(c -> c.getPackageName().startsWith(root)))
                    .as(module)
                    .isTrue();
        }
    }

    @Test
    void shouldLetTheContractSeeNothingOfOursAndDoNoInputOrOutput() {
        check(not(
                CONTRACT,
                RUNTIME,
                SANDBOX,
                WATCHER,
                PROBER,
                WRITER,
                REPLAY,
                STANDALONE,
                KUBERNETES,
                HTTP_CLIENT,
                STREAMS));
        check(not(CONTRACT, "java.net..", "java.nio.file..", "java.nio.channels.."));
        check(noClasses()
                .that()
                .resideInAPackage(CONTRACT)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.File"));
    }

    @Test
    void shouldLetTheRuntimeKnowNoService() {
        check(not(RUNTIME, SANDBOX, WATCHER, PROBER, WRITER, REPLAY, STANDALONE, KUBERNETES, HTTP_CLIENT));
    }

    @Test
    void shouldLetTheSandboxStandAlone() {
        check(not(SANDBOX, CONTRACT, RUNTIME, WATCHER, PROBER, WRITER, REPLAY, STANDALONE));
    }

    @Test
    void shouldNeverLetTheProberTalkToKubernetes() {
        check(not(PROBER, KUBERNETES, SANDBOX, WATCHER, WRITER, REPLAY, STANDALONE));
    }

    @Test
    void shouldNeverLetWatcherOrWriterTalkToARegistry() {
        check(not(WATCHER, HTTP_CLIENT, STREAMS, SANDBOX, PROBER, WRITER, REPLAY, STANDALONE));
        check(not(WRITER, HTTP_CLIENT, STREAMS, SANDBOX, PROBER, WATCHER, REPLAY, STANDALONE));
    }

    @Test
    void shouldLetTheReplaySeeTheContractAlone() {
        check(not(REPLAY, KUBERNETES, HTTP_CLIENT, STREAMS, RUNTIME, SANDBOX, WATCHER, PROBER, WRITER, STANDALONE));
        check(not(REPLAY, "java.net.."));
    }

    @Test
    void shouldTakeTimeFromAClockAndNeverSleepWhereItDecides() {
        String[] deciding = {CONTRACT, WATCHER, PROBER, WRITER, REPLAY};
        for (ClassesShouldConjunction rule : new ClassesShouldConjunction[] {
            noClasses().that().resideInAnyPackage(deciding).should().callMethod(Instant.class, "now"),
            noClasses().that().resideInAnyPackage(deciding).should().callMethod(LocalDateTime.class, "now"),
            noClasses().that().resideInAnyPackage(deciding).should().callMethod(System.class, "currentTimeMillis"),
            noClasses().that().resideInAnyPackage(deciding).should().callMethod(Math.class, "random"),
            noClasses().that().resideInAnyPackage(deciding).should().callMethod(Thread.class, "sleep", long.class)
        }) {
            check(rule);
        }
    }

    private static ArchRule not(String module, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others);
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }
}
