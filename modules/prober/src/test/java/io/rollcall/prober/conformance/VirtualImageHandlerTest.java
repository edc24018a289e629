package io.rollcall.prober.conformance;

import static io.rollcall.prober.conformance.RealPath.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code vi/internal/image_presence_test.go}: eight cases. */
@Tag("conformance")
class VirtualImageHandlerTest extends ImageHandlerCases {
    VirtualImageHandlerTest() {
        super(ImageObject.VI);
    }

    /** Same: no check. The deprecated name and the one that replaced it are alike. */
    @Test
    @DisplayName("upstream VI (2): storage Kubernetes and Ready")
    void shouldAskNothingWhenStoredInTheCluster() {
        for (String storage : new String[] {"Kubernetes", "PersistentVolumeClaim"}) {
            // Given
            image.storage(storage);

            // When
            path.watched(image);

            // Then
            assertThat(path.probedWithin(LONG)).as(storage).isEmpty();
            assertThat(path.asked()).as(storage).isEmpty();
        }
    }
}
