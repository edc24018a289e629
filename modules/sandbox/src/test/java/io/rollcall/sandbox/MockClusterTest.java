package io.rollcall.sandbox;

import java.nio.file.Path;

class MockClusterTest extends ClusterContract {

    @Override
    SandboxCluster start(Path directory) {
        return SandboxCluster.mock(directory);
    }
}
