package io.rollcall.statuswriter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.testkit.ChannelKind;
import io.rollcall.testkit.Channels;
import io.rollcall.testkit.TestCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kind that this module has never heard of: a descriptor is all it takes. */
class ThirdKindIT {
    private static final String DIGEST = "sha256:" + "b".repeat(64);
    private static final String IMAGE = "registry.test:5000/channels/stable:latest";

    @TempDir
    private Path directory;

    private TestCluster cluster;
    private Rig rig;

    @BeforeEach
    void open() throws IOException {
        cluster = TestCluster.open();
        rig = new Rig(cluster, directory);
    }

    @AfterEach
    void close() throws IOException {
        rig.close();
        cluster.close();
    }

    @Test
    void shouldWriteTheAnnotationOfAKindGivenByItsDescriptor() {
        // Given
        ChannelKind kind = new ChannelKind("* * * * *");
        Channels channels = new Channels(cluster);
        GenericKubernetesResource channel = channels.create(cluster.newNamespace(), "stable", IMAGE);
        rig.start(List.of(kind), bus -> bus);
        // When
        rig.send(Samples.result(
                new ImageKey(kind.crd(), channel.getMetadata().getNamespace(), "stable"),
                channel.getMetadata().getUid(),
                IMAGE,
                new Verdict.Present(DIGEST),
                "",
                Instant.parse("2026-11-21T10:00:00Z")));
        // Then
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(rig.transitions()).singleElement().satisfies(transition -> {
                            assertThat(transition.path("change").asText()).isEqualTo("digestFollowed");
                            assertThat(transition.path("outcome").asText()).isEqualTo("WRITTEN");
                        }));
        assertThat(channels.digest(channel)).contains(DIGEST);
    }
}
