package io.rollcall.prober.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.kind.ImageKinds;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Verdict.Absent;
import io.rollcall.contract.probe.Verdict.Present;
import io.rollcall.prober.registry.StoredImage;
import io.rollcall.sandbox.DockerRegistry;
import io.rollcall.sandbox.Manifest;
import io.rollcall.testkit.RealParts;
import io.rollcall.testkit.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A layer goes from under an intact manifest, in the storage of a real registry, and comes back. */
@Timeout(120)
class DeepCheckIT {
    private static final String REPOSITORY = "vi/team-a/ubuntu";

    @TempDir
    Path directory;

    @Test
    void shouldLoseAnImageByItsLayerAndRecoverItWithItsLayerAlone() throws IOException {
        // Given
        RealParts.ofThisMachine().requireDockerRegistry();
        ImageObject image = new ImageObject(kind("@every 10m"));
        try (DockerRegistry registry = TestRegistry.plain(directory.resolve("registry"));
                RealPath path = new RealPath(Optional.of(registry.host()))) {
            registry.push(REPOSITORY, ImageObject.UID, Manifest.DOCKER);
            path.watched(image);
            assertThat(settled(path, image, Duration.ofSeconds(5)))
                    .allSatisfy(result -> assertThat(result.verdict()).isInstanceOf(Present.class))
                    .extracting(ProbeResult::askId)
                    .containsExactlyInAnyOrder("presence", "deep");

            // When
            Path layer =
                    new StoredImage(registry.storage(), REPOSITORY).layers().get(0);
            Path kept = Files.move(layer, directory.resolve("kept"));
            forget(registry);
            List<ProbeResult> whenGone = settled(path, image, Duration.ofMinutes(21));

            // Then
            assertThat(whenGone)
                    .filteredOn(result -> result.askId().equals("deep"))
                    .first()
                    .satisfies(result -> {
                        assertThat(result.verdict()).isEqualTo(new Absent("BLOB_UNKNOWN"));
                        assertThat(result.evidence().detail())
                                .contains(layer.getParent().getFileName().toString());
                    });
            assertThat(image.phase()).isEqualTo("ImageLost");

            // When
            List<ProbeResult> whileGone = settled(path, image, Duration.ofMinutes(11));

            // Then
            assertThat(whileGone).isNotEmpty().allSatisfy(result -> {
                assertThat(result.askId()).isEqualTo("presence");
                assertThat(result.verdict()).isEqualTo(new Absent("BLOB_UNKNOWN"));
            });
            assertThat(image.phase()).isEqualTo("ImageLost");

            // When
            Files.move(kept, layer);
            settled(path, image, Duration.ofMinutes(6));

            // Then
            assertThat(image.phase()).isEqualTo("Ready");
        }
    }

    /** It keeps in memory what it has once seen of a blob, and says so to a HEAD, until it is started anew. */
    private static void forget(DockerRegistry registry) {
        registry.stop();
        registry.start();
    }

    private static List<ProbeResult> settled(RealPath path, ImageObject image, Duration time) {
        List<ProbeResult> results = new ArrayList<>();
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plusSeconds(1)) {
            for (ProbeResult result : path.allWithin(Duration.ofSeconds(1))) {
                results.add(result);
                path.settled(image, result);
            }
        }
        return results;
    }

    private static ResourceKind kind(String deepCheck) {
        return ImageKinds.all(ImageKinds.RECHECK_MIN, ImageKinds.RECHECK_MAX, deepCheck)
                .get(0);
    }
}
