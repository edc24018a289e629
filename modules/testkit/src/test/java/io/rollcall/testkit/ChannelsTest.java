package io.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ChannelsTest {

    @AutoClose
    private final TestCluster cluster = TestCluster.openMock();

    @Test
    void shouldCreateAChannelThatTakesTheAnnotation() {
        // Given
        Channels channels = new Channels(cluster);
        String namespace = cluster.newNamespace();

        // When
        var channel = channels.create(namespace, "stable", "127.0.0.1:5000/os/ubuntu:stable");

        // Then
        assertThat(channels.digest(channel)).isEmpty();
        assertThat(channel.<String>get("spec", "image")).isEqualTo("127.0.0.1:5000/os/ubuntu:stable");
        channel.getMetadata().setAnnotations(Map.of(Channels.DIGEST, "sha256:1"));
        cluster.client().resource(channel).update();
        assertThat(channels.digest(channel)).hasValue("sha256:1");
    }

    @Test
    void shouldServeTheKindsCrd() {
        // When
        new Channels(cluster);

        // Then
        assertThat(cluster.client()
                        .apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .withName("channels.test.rollcall.io")
                        .get())
                .isNotNull();
    }
}
