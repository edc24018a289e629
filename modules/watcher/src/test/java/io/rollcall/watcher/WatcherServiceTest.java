package io.rollcall.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.service.ServiceContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatcherServiceTest {
    @Test
    void shouldFailWithASentenceThatNamesTheFixWhenTheKubeconfigIsBroken(@TempDir Path directory) throws IOException {
        // Given
        Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), "users: [{name: admin]");
        ServiceContext context = context(kubeconfig);
        WatcherService service = new WatcherService(context);

        // When
        service.start();

        // Then
        assertThat(context.health().failed()).hasValueSatisfying(sentence -> assertThat(sentence)
                .startsWith("the kubeconfig cannot be used (")
                .endsWith("correct kubernetes.kubeconfig and kubernetes.context.")
                .doesNotContain("\n"));
        service.stop(Duration.ofSeconds(1));
    }

    @Test
    void shouldStopWhenItWasNeverStarted(@TempDir Path directory) throws IOException {
        // Given
        Path kubeconfig = Files.createFile(directory.resolve("kubeconfig"));
        ServiceContext context = context(kubeconfig);

        // When
        new WatcherService(context).stop(Duration.ofSeconds(1));

        // Then
        assertThat(context.health().failed()).isEmpty();
    }

    private static ServiceContext context(Path kubeconfig) {
        RollcallConfig config = RollcallConfig.of(
                Map.of("kafka.bootstrapServers", "127.0.0.1:1", "kubernetes.kubeconfig", kubeconfig.toString()));
        return ServiceContext.of("watcher", "test", config, new SimpleMeterRegistry(), Clock.systemUTC());
    }
}
