package io.rollcall.sandbox;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class DockerRegistryContractIT extends RegistryContract {

    @TempDir
    Path directory;

    @BeforeAll
    static void detect() {
        Require.dockerRegistry();
    }

    @Override
    Registry start() {
        return DockerRegistry.plain(directory);
    }
}
