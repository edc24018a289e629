package io.rollcall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A missing real part skips its tests, or fails them where every part has been promised. */
final class Require {

    private Require() {}

    static void dockerRegistry() {
        boolean found = DockerRegistry.find().isPresent();
        if (Boolean.parseBoolean(System.getenv("ROLLCALL_REQUIRE_REAL"))) {
            assertThat(found)
                    .as("docker-registry on the PATH (sudo apt-get install docker-registry)")
                    .isTrue();
        }
        assumeTrue(found, "docker-registry is not on the PATH (sudo apt-get install docker-registry)");
    }
}
