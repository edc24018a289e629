package io.rollcall.statuswriter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.probe.ProbeResult;
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
    void shouldWriteTheAnnotationOfAKindGivenByItsDescriptorAsOftenAsItMoves() {
        // Given
        ChannelKind kind = new ChannelKind("* * * * *");
        Channels channels = new Channels(cluster);
        GenericKubernetesResource channel = channels.create(cluster.newNamespace(), "stable", IMAGE);
        rig.start(List.of(kind), bus -> bus);
        // When
        Instant since = Instant.parse("2026-11-21T10:00:00Z");
        for (int i = 1; i <= 4; i++) {
            ProbeResult moved = Samples.result(
                    new ImageKey(kind.crd(), channel.getMetadata().getNamespace(), "stable"),
                    channel.getMetadata().getUid(),
                    IMAGE,
                    new Verdict.Present("sha256:" + Integer.toString(i).repeat(64)),
                    "",
                    since);
            rig.send(Samples.again(moved, i, since.plusSeconds(i)));
        }
        // Then
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(rig.transitions())
                .extracting(it ->
                        it.path("change").asText() + " " + it.path("outcome").asText())
                .hasSize(4)
                .containsOnly("digestFollowed WRITTEN"));
        assertThat(channels.digest(channel)).contains("sha256:" + "4".repeat(64));
    }
}
