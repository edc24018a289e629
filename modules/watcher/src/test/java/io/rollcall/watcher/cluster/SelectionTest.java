package io.rollcall.watcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.kind.ImageKinds;
import io.rollcall.contract.kind.ResourceKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static final List<ResourceKind> KINDS = ImageKinds.all(ImageKinds.RECHECK_MIN, ImageKinds.RECHECK_MAX);

    @Test
    void shouldHashTheSameWhenTheSameIsSelected() {
        // Given
        Selection one = new Selection(KINDS, List.of("a", "b"), Optional.empty());
        Selection same = new Selection(List.of(KINDS.get(1), KINDS.get(0)), List.of("b", "a", "a"), Optional.empty());

        // When
        List<String> others = List.of(
                new Selection(KINDS, List.of("a"), Optional.empty()).hash(),
                new Selection(KINDS, List.of(), Optional.empty()).hash(),
                new Selection(KINDS, List.of("a", "b"), Optional.of("x=y")).hash(),
                new Selection(KINDS.subList(0, 1), List.of("a", "b"), Optional.empty()).hash());

        // Then
        assertThat(one.hash()).isEqualTo(same.hash());
        assertThat(others).doesNotContain(one.hash()).doesNotHaveDuplicates();
    }

    @Test
    void shouldWatchEachNamespaceOfANamespacedKindAndAClusterScopedKindOnce() {
        // Given
        Selection selection = new Selection(KINDS, List.of("a", "b"), Optional.empty());

        // When
        List<String> namespaced = selection.scopes(KINDS.get(0));
        List<String> clusterScoped = selection.scopes(KINDS.get(1));

        // Then
        assertThat(namespaced).containsExactly("a", "b");
        assertThat(clusterScoped).containsExactly("");
    }
}
