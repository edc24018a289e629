package io.rollcall.standalone.trouble;

import static io.rollcall.testkit.ImageAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rollcall.sandbox.BuiltInRegistry;
import io.rollcall.sandbox.EmbeddedBroker;
import io.rollcall.standalone.services.Services;
import io.rollcall.testkit.Fault;
import io.rollcall.testkit.FlakyProxy;
import io.rollcall.testkit.TestCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that is there, goes and comes back: all three services say so, stay alive and take up where they were. */
class LostBrokerIT {
    @TempDir
    private Path directory;

    @Test
    void shouldTellOfABrokerThatIsGoneAndGoOnWhenItIsBack() throws IOException {
        AtomicReference<FlakyProxy> front = new AtomicReference<>();
        try (EmbeddedBroker broker = EmbeddedBroker.startBehind(directory, address -> {
                    front.set(FlakyProxy.to(address));
                    return front.get().host();
                });
                FlakyProxy proxy = front.get();
                TestCluster cluster = TestCluster.open();
                BuiltInRegistry registry = BuiltInRegistry.start();
                Wire wire = Wire.on(broker.bootstrapServers(), 1)) {
            // Given
            Map<String, String> settings = wire.settings(Map.of(
                    "mode", "write",
                    "kubernetes.kubeconfig", cluster.kubeconfig().toString(),
                    "registries[0].host", registry.host()));
            try (OneService watcher = OneService.start(Services.WATCHER, settings);
                    OneService prober = OneService.start(Services.PROBER, settings);
                    OneService writer = OneService.start(Services.STATUS_WRITER, settings)) {
                List<OneService> all = List.of(watcher, prober, writer);
                all.forEach(OneService::awaitReady);

                // When
                proxy.set(Fault.refuse());
                GenericKubernetesResource image =
                        cluster.images().createVirtualImage(cluster.newNamespace(), "ubuntu", registry.host());

                // Then
                for (OneService service : all) {
                    service.awaitSentence("Kafka at " + broker.bootstrapServers() + " has not answered for ");
                    assertThat(service.health().alive()).isTrue();
                }

                // When
                proxy.set(Fault.pass());

                // Then
                await().atMost(Duration.ofSeconds(90))
                        .untilAsserted(() ->
                                assertThat(cluster.images().handle(image).get()).hasPhase("ImageLost"));
                all.forEach(OneService::awaitReady);
            }
        }
    }
}
