package io.rollcall.watcher.cluster;

import static io.rollcall.watcher.cluster.ProjectedStore.MOST_UNPACKED;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.kind.ImageKinds;
import io.rollcall.contract.kind.Projection;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.watcher.rule.Seen;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProjectedStoreTest {
    private static final ResourceKind KIND =
            ImageKinds.all(ImageKinds.RECHECK_MIN, ImageKinds.RECHECK_MAX).get(0);
    private static final Projection PROJECTION = new Projection("blue");

    private final List<ImageKey> changed = new ArrayList<>();
    private final ProjectedStore store = new ProjectedStore(KIND, PROJECTION, changed::add);

    @Test
    void shouldHandOutWhatIsPublishedWhenItIsAskedFor() {
        // Given
        GenericKubernetesResource object = object(1, "7");
        put(object);

        // When
        Seen seen = store.find(key(1)).orElseThrow();

        // Then
        assertThat(seen.value())
                .isEqualTo(
                        Seen.of(PROJECTION.of(KIND, WholeObject.tree(object))).value());
        assertThat(seen.key()).isEqualTo(key(1));
        assertThat(store.find(key(1))).containsSame(seen);
        assertThat(store.unpacked()).isZero();
    }

    @Test
    void shouldKeepFewUnpackedWhenNobodyAsks() {
        // When
        for (int i = 0; i < MOST_UNPACKED + 500; i++) {
            put(object(i, "7"));
        }

        // Then
        assertThat(store.unpacked()).isEqualTo(MOST_UNPACKED);
        assertThat(changed).hasSize(MOST_UNPACKED + 500);
    }

    @Test
    void shouldForgetWhatWaitsWhenItIsReplacedOrRemoved() {
        // When
        put(object(1, "7"));
        put(object(1, "8"));
        put(object(2, "7"));
        store.remove("team/image-2");

        // Then
        assertThat(store.unpacked()).isEqualTo(1);
        assertThat(store.find(key(1)).orElseThrow().said().resourceVersion()).isEqualTo("8");
        assertThat(store.unpacked()).isZero();
        assertThat(store.find(key(2))).isEmpty();
    }

    @Test
    void shouldTellOnlyOfAnotherVersionWhenTheSameObjectComesAgain() {
        // When
        put(object(1, "7"));
        put(object(1, "7"));
        put(object(1, "8"));

        // Then
        assertThat(changed).containsExactly(key(1), key(1));
    }

    @Test
    void shouldHoldNothingWhenItWasCleared() {
        // Given
        put(object(1, "7"));

        // When
        store.clear();

        // Then
        assertThat(store.find(key(1))).isEmpty();
        assertThat(store.size()).isZero();
    }

    private void put(GenericKubernetesResource object) {
        store.put(store.getKey(object), object);
    }

    private static ImageKey key(int number) {
        return new ImageKey(KIND.crd(), "team", "image-" + number);
    }

    private static GenericKubernetesResource object(int number, String version) {
        return WholeObject.serialization()
                .unmarshal(
                        """
                {"apiVersion": "%s/%s", "kind": "VirtualImage",
                 "metadata": {"name": "image-%d", "namespace": "team", "uid": "u-%d", "resourceVersion": "%s"},
                 "status": {"phase": "Ready"}}
                """.formatted(KIND.group(), KIND.version(), number, number, version),
                        GenericKubernetesResource.class);
    }
}
