package io.rollcall.statuswriter;

import io.rollcall.testkit.TestCluster;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What a test of the whole service stands on: an API server, a broker, and writers that are started when it wants them. */
abstract class OnACluster {
    @TempDir
    Path directory;

    TestCluster cluster;
    Pictures pictures;
    Rig rig;

    @BeforeEach
    void open() throws IOException {
        cluster = TestCluster.open();
        pictures = new Pictures(cluster);
        rig = new Rig(cluster, directory);
    }

    @AfterEach
    void close() throws IOException {
        rig.close();
        cluster.close();
    }
}
