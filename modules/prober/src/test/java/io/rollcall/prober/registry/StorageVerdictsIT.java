package io.rollcall.prober.registry;

import static io.rollcall.prober.registry.AnswerAssert.assertThat;
import static io.rollcall.prober.registry.Settings.open;
import static io.rollcall.prober.registry.Settings.plain;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Reason.Counts;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.Manifest;
import io.rollcall.sandbox.RegistrySetup;
import io.rollcall.testkit.RealParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What Distribution says when something is wrong with where it keeps its images. Each test has a repository of its own. */
@Timeout(60)
class StorageVerdictsIT {
    @RegisterExtension
    static final ObservedRows SEEN = ObservedRows.in(Section.STORAGE);

    private static final int NOBODY = 65534;

    @TempDir
    static Path directory;

    private static DockerRegistry registry;
    private static RegistryClients clients;

    @BeforeAll
    static void start() {
        registry = start(directory, RegistrySetup.plain());
        clients = open(plain(registry.host()));
    }

    @AfterAll
    static void stop() {
        if (registry != null) {
            clients.close();
            registry.close();
        }
    }

    // permissions mean nothing to root
    private static DockerRegistry start(Path in, RegistrySetup setup) {
        RealParts.ofThisMachine().requireDockerRegistry();
        return DockerRegistry.of(in, DockerRegistry.canChangeUser() ? setup.withUser(NOBODY) : setup);
    }

    @Test
    void shouldBeAbsentWhenTheStorageWasMovedAwayAndPresentWhenItIsBack() {
        // Given
        String digest = registry.push("vi/moved", "v1", Manifest.OCI);

        // When
        registry.loseStorage();
        Answer lost = SEEN.row("the storage was moved away (a lost volume)", answer("vi/moved:v1"));
        registry.restoreStorage();
        Answer back = SEEN.row("the storage is back", answer("vi/moved:v1"));

        // Then
        assertThat(lost).isAbsent("MANIFEST_UNKNOWN");
        assertThat(back).isPresent(digest);
    }

    @Test
    void shouldBeAbsentWhenAnEmptyDirectoryIsInItsPlace() throws IOException {
        // Given
        registry.push("vi/fresh", "v1", Manifest.OCI);

        // When
        registry.loseStorage();
        Files.createDirectory(registry.storage());
        Answer answer = SEEN.row("an empty directory is in its place (a fresh volume)", answer("vi/fresh:v1"));
        registry.restoreStorage();

        // Then
        assertThat(answer).isAbsent("MANIFEST_UNKNOWN");
    }

    @Test
    void shouldBeAbsentWhenTheManifestIsGoneAndItsLinksAreNot() throws IOException {
        // Given
        String digest = registry.push("vi/dangling", "v1", Manifest.OCI);
        Files.delete(stored("vi/dangling").blob(digest));

        // When / Then
        assertThat(SEEN.row("the manifest's file is gone, the links to it are not", answer("vi/dangling:v1")))
                .isAbsent("MANIFEST_UNKNOWN");
    }

    @Test
    void shouldNotBeAbsentWhenAFileIsInItsPlace() throws IOException {
        // Given
        registry.push("vi/file", "v1", Manifest.OCI);

        // When
        registry.loseStorage();
        Files.writeString(registry.storage(), "a file where a directory was");
        Answer answer = SEEN.row("a file is in its place", answer("vi/file:v1"));
        registry.restoreStorage();

        // Then
        assertThat(answer).isInconclusive(Reason.SERVER_ERROR, Counts.FAILURE).rests(500, null, null);
    }

    @Test
    void shouldNotBeAbsentWhenTheLinkOfATagIsEmpty() throws IOException {
        // Given
        registry.push("vi/link", "v1", Manifest.OCI);
        Files.writeString(stored("vi/link").tagLink("v1"), "");

        // When / Then
        assertThat(SEEN.row("the tag's link is an empty file", answer("vi/link:v1")))
                .isInconclusive(Reason.SERVER_ERROR, Counts.FAILURE)
                .rests(500, null, null);
    }

    @Test
    void shouldNotBeAbsentWhenTheManifestIsEmpty() throws IOException {
        // Given
        String digest = registry.push("vi/empty", "v1", Manifest.OCI);
        Files.writeString(stored("vi/empty").blob(digest), "");

        // When / Then
        assertThat(SEEN.row("the manifest's file is empty", answer("vi/empty:v1")))
                .isInconclusive(Reason.SERVER_ERROR, Counts.FAILURE)
                .rests(500, null, null);
    }

    @Test
    void shouldNotBeAbsentWhenTheStorageMayNotBeRead() throws IOException {
        // Given
        assumePermissionsCount();
        String digest = registry.push("vi/unreadable", "v1", Manifest.OCI);

        // When
        Answer closed = SEEN.row(
                "the registry's user may not read the storage",
                whileClosed(registry.storage(), () -> answer("vi/unreadable:v1")));

        // Then
        assertThat(closed).isInconclusive(Reason.SERVER_ERROR, Counts.FAILURE).rests(500, null, null);
        assertThat(answer("vi/unreadable:v1")).isPresent(digest);
    }

    @Test
    void shouldNotBeAbsentWhenTheStoragesParentMayNotBeRead() throws IOException {
        // Given
        assumePermissionsCount();
        registry.push("vi/parent", "v1", Manifest.OCI);

        // When
        Answer closed = SEEN.row(
                "the registry's user may not read what the storage lies in",
                whileClosed(directory, () -> answer("vi/parent:v1")));

        // Then
        assertThat(closed).isInconclusive(Reason.SERVER_ERROR, Counts.FAILURE).rests(500, null, null);
    }

    @Test
    void shouldNotBeAbsentWhenTheHealthCheckTurnsItOffAndBePresentWhenItIsMended(@TempDir Path another)
            throws IOException {
        // Given
        assumePermissionsCount();
        try (DockerRegistry checking =
                        start(another, RegistrySetup.plain().withHealthInterval(Duration.ofMillis(200)));
                RegistryClients itsClients = open(plain(checking.host()))) {
            String digest = checking.push("vi/parent", "v1", Manifest.OCI);
            String image = checking.host() + "/vi/parent:v1";

            // When
            Answer off = whileClosed(another, () -> await().atMost(Duration.ofSeconds(30))
                    .until(() -> Settings.ask(itsClients, image), answer -> Integer.valueOf(503)
                            .equals(answer.evidence().status())));
            Answer mended = await().atMost(Duration.ofSeconds(30))
                    .until(() -> Settings.ask(itsClients, image), answer -> !Integer.valueOf(503)
                            .equals(answer.evidence().status()));

            // Then
            assertThat(SEEN.row("its health check has failed three times", off))
                    .isInconclusive(Reason.SERVER_ERROR, Counts.FAILURE)
                    .rests(503, null, null);
            assertThat(SEEN.row("its health check has passed again", mended)).isPresent(digest);
        }
    }

    private interface Question {
        Answer ask() throws IOException;
    }

    private static Answer whileClosed(Path path, Question question) throws IOException {
        Set<PosixFilePermission> open = Files.getPosixFilePermissions(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
        try {
            return question.ask();
        } finally {
            Files.setPosixFilePermissions(path, open);
        }
    }

    private static void assumePermissionsCount() {
        assumeTrue(
                DockerRegistry.canChangeUser() || !"root".equals(System.getProperty("user.name")),
                "permissions mean nothing to root, and setpriv is missing: install util-linux.");
    }

    private static StoredImage stored(String repository) {
        return new StoredImage(registry.storage(), repository);
    }

    private static Answer answer(String path) {
        return Settings.ask(clients, registry.host() + "/" + path);
    }
}
