package io.rollcall.prober.conformance;

import org.junit.jupiter.api.Tag;

/** {@code cvi/internal/image_presence_test.go}: the same cases without storage, of which there is only one. */
@Tag("conformance")
class ClusterVirtualImageHandlerTest extends ImageHandlerCases {
    ClusterVirtualImageHandlerTest() {
        super(ImageObject.CVI);
    }
}
