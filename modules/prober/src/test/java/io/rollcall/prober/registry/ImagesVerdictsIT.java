package io.rollcall.prober.registry;

import static io.rollcall.prober.registry.AnswerAssert.assertThat;
import static io.rollcall.prober.registry.Settings.ask;
import static io.rollcall.prober.registry.Settings.open;
import static io.rollcall.prober.registry.Settings.plain;

import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Reason.Counts;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.Manifest;
import io.rollcall.testkit.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Distribution itself says of images, and what we make of it. Each test has a repository of its own. */
@Timeout(60)
class ImagesVerdictsIT {
    @RegisterExtension
    static final ObservedRows SEEN = ObservedRows.in(Section.IMAGES);

    @TempDir
    static Path directory;

    private static DockerRegistry registry;
    private static RegistryClients clients;

    @BeforeAll
    static void start() {
        registry = TestRegistry.plain(directory);
        clients = open(plain(registry.host()));
    }

    @AfterAll
    static void stop() {
        if (registry != null) {
            clients.close();
            registry.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Manifest.class)
    void shouldBePresentWhateverFormItHas(Manifest form) {
        // Given
        String repository = "vi/form/" + form.name().toLowerCase(Locale.ROOT);
        String digest = registry.push(repository, "v1", form);
        String type = "`" + form.mediaType() + "`";

        // When
        Answer byTag = SEEN.row(type + ", asked for by tag", answer(repository + ":v1"));
        Answer byDigest = SEEN.row(type + ", asked for by digest", answer(repository + "@" + digest));

        // Then
        assertThat(byTag).isPresent(digest).rests(200, null, null);
        assertThat(byDigest).isPresent(digest).rests(200, null, null);
    }

    @ParameterizedTest
    @EnumSource(Manifest.class)
    void shouldBeAbsentWhenDeletedAndPresentWhenPushedAgainWhateverFormItHas(Manifest form) {
        // Given
        String repository = "vi/again/" + form.name().toLowerCase(Locale.ROOT);
        String digest = registry.push(repository, "v1", form);
        registry.deleteManifest(repository, digest);

        // When
        Answer gone = answer(repository + ":v1");
        registry.push(repository, "v1", form);

        // Then
        assertThat(gone).isAbsent("MANIFEST_UNKNOWN");
        assertThat(answer(repository + ":v1")).isPresent(digest);
    }

    @Test
    void shouldBeAbsentWhenItWasDeletedByItsDigest() {
        // Given
        String digest = registry.push("vi/deleted", "v1", Manifest.DOCKER);
        registry.deleteManifest("vi/deleted", digest);

        // When
        Answer byTag = SEEN.row("deleted by digest, asked for by tag", answer("vi/deleted:v1"));
        Answer byDigest = SEEN.row("deleted by digest, asked for by digest", answer("vi/deleted@" + digest));
        registry.push("vi/deleted", "v1", Manifest.DOCKER);
        Answer back = SEEN.row("deleted, and pushed again", answer("vi/deleted:v1"));

        // Then
        assertThat(byTag).isAbsent("MANIFEST_UNKNOWN");
        assertThat(byDigest).isAbsent("MANIFEST_UNKNOWN");
        assertThat(back).isPresent(digest);
    }

    @Test
    void shouldBeAbsentWhenTheRepositoryHasNoSuchTag() {
        // Given
        registry.push("vi/tagged", "v1", Manifest.OCI);

        // When / Then
        assertThat(SEEN.row("the repository has no such tag", answer("vi/tagged:v2")))
                .isAbsent("MANIFEST_UNKNOWN");
    }

    @Test
    void shouldBeAbsentWhenThereWasNeverSuchARepository() {
        assertThat(SEEN.row("there never was such a repository", answer("vi/never/pushed:v1")))
                .isAbsent("MANIFEST_UNKNOWN");
    }

    @Test
    void shouldBeAbsentWhenGarbageCollectionTookAnUntaggedManifest() {
        // Given
        String before = registry.push("vi/collected", "v1", Manifest.OCI, "before");
        String after = registry.push("vi/collected", "v1", Manifest.OCI, "after");
        Answer untagged = answer("vi/collected@" + before);

        // When
        registry.collectGarbage();
        Answer collected = SEEN.row(
                "untagged, then taken by `registry garbage-collect -m`; asked for by digest",
                answer("vi/collected@" + before));

        // Then
        assertThat(untagged).isPresent(before);
        assertThat(collected).isAbsent("MANIFEST_UNKNOWN");
        assertThat(answer("vi/collected:v1")).isPresent(after);
    }

    @Test
    void shouldStillBePresentWhenOnlyItsLayersAreGone() throws IOException {
        // Given
        String digest = registry.push("vi/hollow", "v1", Manifest.DOCKER);
        for (Path layer : new StoredImage(registry.storage(), "vi/hollow").layers()) {
            Files.delete(layer);
        }

        // When / Then
        assertThat(SEEN.row("its layers are gone, its manifest is not: nobody asks for layers", answer("vi/hollow:v1")))
                .isPresent(digest);
    }

    @Test
    void shouldAnswerAsEverWhenTheRegistryIsReadOnly() {
        // Given
        String digest = registry.push("vi/maintained", "v1", Manifest.DOCKER);

        // When
        registry.readOnly();
        Answer there = SEEN.row("read-only maintenance; it is there", answer("vi/maintained:v1"));
        Answer gone = SEEN.row("read-only maintenance; it is not there", answer("vi/maintained:v2"));
        registry.readWrite();

        // Then
        assertThat(there).isPresent(digest);
        assertThat(gone).isAbsent("MANIFEST_UNKNOWN");
    }

    @Test
    void shouldNotBeAbsentWhenTheDigestIsNone() {
        // Given: the parser lets none of these through to a registry
        ImageReference none = new ImageReference(registry.host(), "vi/tagged", null, "sha256:zz");

        // When / Then
        assertThat(SEEN.row("a digest that is none", ask(clients, none)))
                .isInconclusive(Reason.SERVER_ERROR, Counts.FAILURE)
                .rests(500, null, null);
    }

    @Test
    void shouldNotBeAbsentWhenTheRepositoryHasANameThatNoneCanHave() {
        // Given: as above
        ImageReference none = new ImageReference(registry.host(), "App/OCI", "v1", null);

        // When / Then
        assertThat(SEEN.row("a repository's name that none can have: a page answers", ask(clients, none)))
                .isInconclusive(Reason.NOT_A_REGISTRY, Counts.FAILURE)
                .rests(404, 404, null);
    }

    private static Answer answer(String path) {
        return ask(clients, registry.host() + "/" + path);
    }
}
