package io.rollcall.prober.conformance;

import static io.rollcall.prober.conformance.ImageObject.HOST;
import static io.rollcall.prober.conformance.ImageObject.UID;
import static io.rollcall.prober.conformance.RealPath.DIGEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict.Inconclusive;
import io.rollcall.contract.probe.Verdict.Present;
import io.rollcall.testkit.ScriptedAnswer;
import io.rollcall.testkit.UpstreamNames;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code dvcr/repo_test.go}, {@code dvcr_test.go}: how upstream names repositories. Rollcall names none: it asks for what
 * {@code status.target.registryURL} says, letter by letter, whatever upstream makes of a name now or later.
 */
@Tag("conformance")
class RepositoryNamesTest {
    private static final String LONGEST_NAME = "n".repeat(253);
    private static final String LONGEST_NAMESPACE = "s".repeat(63);

    @AutoClose
    private final RealPath path = new RealPath();

    @Test
    @DisplayName("upstream names (1): at most 255 with the host, for 253-character names and 63-character namespaces")
    void shouldAskForTheShortenedPathWhenTheNameHas253Characters() {
        // Given
        String everyones = UpstreamNames.clusterVirtualImage(HOST, LONGEST_NAME);
        String mine = UpstreamNames.virtualImage(HOST, LONGEST_NAMESPACE, LONGEST_NAME);

        // Then
        assertThat(everyones).hasSize(255);
        assertThat(mine).hasSize(255);
        assertIsAskedFor(new ImageObject(ImageObject.CVI).named(LONGEST_NAME), everyones);
        assertIsAskedFor(new ImageObject(ImageObject.VI).named(LONGEST_NAME), mine);
    }

    @Test
    @DisplayName("upstream names (2): short ones unchanged")
    void shouldAskForTheWholePathWhenTheNameIsShort() {
        // Given
        String repository = UpstreamNames.virtualImage(HOST, "team-a", "ubuntu-24.04");

        // Then
        assertThat(repository).isEqualTo(HOST + "/vi/team-a/ubuntu-24.04");
        assertIsAskedFor(new ImageObject(ImageObject.VI).named("ubuntu-24.04"), repository);
    }

    @Test
    @DisplayName("upstream names (3): a CVI's 224 characters unchanged")
    void shouldAskForTheWholePathWhenTheNameHas224Characters() {
        // Given
        String name = "n".repeat(224);
        String repository = UpstreamNames.clusterVirtualImage(HOST, name);

        // Then
        assertThat(repository).isEqualTo(HOST + "/cvi/" + name).hasSize(255);
        assertIsAskedFor(new ImageObject(ImageObject.CVI).named(name), repository);
    }

    @Test
    @DisplayName("upstream names (4): long ones distinct")
    void shouldTellTwoImagesApartWhenOnlyTheEndsOfTheirLongNamesDiffer() {
        // Given
        String there = LONGEST_NAME.substring(1) + "1";
        String gone = LONGEST_NAME.substring(1) + "2";
        ImageObject first = clusterImage(there);
        ImageObject second = clusterImage(gone);
        path.answers(repositoryOf(there), ScriptedAnswer.present(DIGEST));

        // When
        path.settled(first, path.watched(first).probed());
        path.settled(second, path.watched(second).probed());

        // Then
        assertThat(first.phase()).isEqualTo("Ready");
        assertThat(second.phase()).isEqualTo("ImageLost");
    }

    @Test
    @DisplayName("upstream names (5): no trailing separator")
    void shouldAskForTheShortenedPathWhenTheCutWouldHaveLeftASeparator() {
        // Given
        String name = "n".repeat(200) + "-.".repeat(10) + "n".repeat(33);

        // Then
        assertThat(repositoryOf(name)).matches("cvi/n{200}-[0-9a-f]{16}");
        assertIsAskedFor(clusterImage(name), HOST + "/" + repositoryOf(name));
    }

    /** The other half of (5): were it ever to break its rule, nothing would be sent and nothing lost. */
    @Test
    @DisplayName("upstream names (5): a trailing separator")
    void shouldSendNothingWhenThePathEndsInASeparator() {
        // Given
        ImageObject image = new ImageObject(ImageObject.CVI).url(HOST + "/cvi/ubuntu-:" + UID);

        // When
        ProbeResult result = path.watched(image).probed();
        path.settled(image, result);

        // Then
        assertThat(result.verdict()).isEqualTo(new Inconclusive(Reason.BAD_REFERENCE));
        assertThat(path.asked()).isEmpty();
        assertThat(image.phase()).isEqualTo("Ready");
    }

    /** Differs: there is no collector here that could disagree. A CVI from a disk snapshot lies under {@code vi/<name>}. */
    @Test
    @DisplayName("upstream names (6): the path agrees with the garbage collector's")
    void shouldAskWhereTheStatusSaysWhenTheNameSaysOtherwise() {
        assertIsAskedFor(new ImageObject(ImageObject.CVI).named("from-snapshot"), HOST + "/vi/from-snapshot");
    }

    private void assertIsAskedFor(ImageObject image, String repository) {
        String inside = repository.substring(HOST.length() + 1);
        path.answers(inside, ScriptedAnswer.present(DIGEST));
        ProbeResult result = path.watched(image.url(repository + ":" + UID)).probed();
        assertThat(path.asked()).last().isEqualTo("HEAD /v2/" + inside + "/manifests/" + UID);
        assertThat(result.target()).isEqualTo(repository + ":" + UID);
        assertThat(result.verdict()).isEqualTo(new Present(DIGEST));
    }

    private static ImageObject clusterImage(String name) {
        return new ImageObject(ImageObject.CVI).named(name).url(HOST + "/" + repositoryOf(name) + ":" + UID);
    }

    private static String repositoryOf(String name) {
        return UpstreamNames.clusterVirtualImage(HOST, name).substring(HOST.length() + 1);
    }
}
