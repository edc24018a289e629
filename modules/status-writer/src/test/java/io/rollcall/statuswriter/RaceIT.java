package io.rollcall.statuswriter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.kind.Projection;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.contract.policy.Backoff;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.transition.Outcome;
import io.rollcall.runtime.config.Mode;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.health.Health;
import io.rollcall.statuswriter.kube.ApiAnswer;
import io.rollcall.statuswriter.kube.HttpKubeApi;
import io.rollcall.statuswriter.kube.KubeApi;
import io.rollcall.statuswriter.kube.KubeClients;
import io.rollcall.statuswriter.kube.Preflight;
import io.rollcall.testkit.ImageAssert;
import io.rollcall.testkit.TestCluster;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody else writes between our read and our write. */
class RaceIT {
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>();
    private final AtomicReference<Runnable> beforeTheEvent = new AtomicReference<>();
    private TestCluster cluster;
    private Pictures pictures;
    private KubernetesClient client;
    private GenericKubernetesResource image;

    @BeforeEach
    void open() {
        cluster = TestCluster.open();
        pictures = new Pictures(cluster);
        client = KubeClients.of(RollcallConfig.of(
                        Map.of("kubernetes.kubeconfig", cluster.kubeconfig().toString()))
                .kubernetes());
        image = cluster.images().createVirtualImage(cluster.newNamespace(), "ubuntu", Pictures.REGISTRY);
    }

    @AfterEach
    void close() {
        client.close();
        cluster.close();
    }

    @Test
    void shouldDecideAgainOnWhatStandsThereWhenTheObjectChanged() {
        // Given
        meanwhile.set(() -> annotate("touched", "yes"));
        // When
        Settlement settlement = settle();
        // Then
        assertThat(outcomes(settlement)).containsExactly(Outcome.WRITTEN);
        ImageAssert.assertThat(pictures.fresh(image)).hasPhase("ImageLost").restOfStatusEquals(image);
        assertThat(pictures.fresh(image).getMetadata().getAnnotations()).containsEntry("touched", "yes");
        assertThat(pictures.events(image)).hasSize(1);
    }

    @Test
    void shouldNotWriteWhenTheOwnerSuspendedItMeanwhile() {
        // Given
        meanwhile.set(() -> annotate(Projection.SUSPEND, "true"));
        // When
        Settlement settlement = settle();
        // Then
        assertThat(outcomes(settlement)).isEmpty();
        assertThat(pictures.phase(image)).isEqualTo("Ready");
    }

    @Test
    void shouldRecordMootWhenTheObjectIsDeletedMeanwhile() {
        // Given
        meanwhile.set(() -> cluster.images().handle(image).delete());
        // When
        Settlement settlement = settle();
        // Then
        assertThat(outcomes(settlement)).containsExactly(Outcome.MOOT);
    }

    @Test
    void shouldLeaveTheNewObjectAloneWhenItIsRecreatedMeanwhile() {
        // Given
        meanwhile.set(() -> {
            cluster.images().handle(image).delete();
            cluster.images().createVirtualImage(image.getMetadata().getNamespace(), "ubuntu", Pictures.REGISTRY);
        });
        // When
        Settlement settlement = settle();
        // Then
        assertThat(outcomes(settlement)).containsExactly(Outcome.STALE);
        assertThat(pictures.phase(image)).isEqualTo("Ready");
        assertThat(settlement.requests()).singleElement().satisfies(request -> assertThat(request.target())
                .endsWith(pictures.fresh(image).getMetadata().getUid()));
    }

    @Test
    void shouldTakeEffectOnceWhenTwoWritersSettleTheSameResult() {
        // Given
        meanwhile.set(this::settle);
        // When
        Settlement settlement = settle();
        // Then
        assertThat(outcomes(settlement)).containsExactly(Outcome.WRITTEN);
        assertThat(pictures.events(image)).hasSize(1);
    }

    /** As upstream's controller does: the whole status, on what it has read a moment ago. */
    @Test
    void shouldWriteAndKeepTheirsWhenAnotherControllerPutsTheWholeStatus() {
        // Given
        meanwhile.set(() -> put(status -> status.put("progress", "99%")));
        // When
        Settlement settlement = settle();
        // Then
        assertThat(outcomes(settlement)).containsExactly(Outcome.WRITTEN);
        assertThat(pictures.phase(image)).isEqualTo("ImageLost");
        assertThat(pictures.fresh(image).<String>get("status", "progress")).isEqualTo("99%");
        assertThat(pictures.events(image)).hasSize(1);
    }

    @Test
    void shouldTellNothingWhenAnotherControllerLostTheImageFirst() {
        // Given
        meanwhile.set(() -> put(status -> status.put("phase", "ImageLost")));
        // When
        Settlement settlement = settle();
        // Then
        assertThat(settlement.notes()).isEmpty();
        assertThat(settlement.requests()).isEmpty();
        assertThat(pictures.events(image)).isEmpty();
    }

    /** The change was made, so it is told; an Event may outlive its object. */
    @Test
    void shouldTellOfTheChangeWhenTheObjectIsDeletedBeforeItsEvent() {
        // Given
        beforeTheEvent.set(() -> cluster.images().handle(image).delete());
        // When
        Settlement settlement = settle();
        // Then
        assertThat(outcomes(settlement)).containsExactly(Outcome.WRITTEN);
        assertThat(settlement.notes().get(0).alert()).isNotNull();
        assertThat(pictures.fresh(image)).isNull();
        assertThat(pictures.events(image)).hasSize(1);
    }

    @Test
    void shouldUndoNothingWhenAResultIsOlderThanTheLastWrittenTransition() {
        // Given
        settle();
        settle(pictures.present(image, 30));
        String version = pictures.fresh(image).getMetadata().getResourceVersion();
        // When
        Settlement late = settle(pictures.absent(image, 15));
        // Then
        assertThat(outcomes(late)).containsExactly(Outcome.STALE);
        assertThat(late.requests()).hasSize(1);
        assertThat(pictures.phase(image)).isEqualTo("Ready");
        assertThat(pictures.fresh(image).getMetadata().getResourceVersion()).isEqualTo(version);
        assertThat(pictures.events(image)).hasSize(2);
    }

    private static List<Outcome> outcomes(Settlement settlement) {
        return settlement.notes().stream()
                .map(note -> note.transition().outcome())
                .toList();
    }

    private void annotate(String name, String value) {
        cluster.images().handle(image).edit(current -> {
            current.getMetadata().setAnnotations(Map.of(name, value));
            return current;
        });
    }

    private void put(Consumer<Map<String, Object>> change) {
        GenericKubernetesResource fresh = pictures.fresh(image);
        Map<String, Object> status = new HashMap<>(fresh.get("status"));
        change.accept(status);
        fresh.setAdditionalProperty("status", status);
        var unused = cluster.images().handle(fresh).updateStatus();
    }

    private Settlement settle() {
        return settle(pictures.absent(image, 0));
    }

    private Settlement settle(ProbeResult result) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Clock clock = Clock.systemUTC();
        KubeApi api = new Interrupted(new HttpKubeApi(client, meters));
        Settler.Tools tools = new Settler.Tools(
                api,
                Mode.WRITE,
                new Projection("test"),
                (any, change) -> Optional.of(Precedent.NONE),
                new Notes("test", target -> Optional.empty(), clock),
                new KubeEvents("writer-0", clock),
                clock);
        Preflight preflight = new Preflight(api, Samples.KINDS, Mode.WRITE, List.of());
        ApiGate gate = new ApiGate(api, preflight, new Health("status-writer", clock), meters, clock);
        Backoff backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1));
        Instant end = clock.instant().plus(Duration.ofSeconds(20));
        Attempt attempt = new Settler(tools, gate, Duration.ofSeconds(10), backoff).begin(Samples.candidate(result, 0));
        while (attempt.pass().isPresent()) {
            assertThat(clock.instant()).isBefore(end);
        }
        return attempt.settlement();
    }

    private static void happen(AtomicReference<Runnable> once) {
        Runnable happens = once.getAndSet(null);
        if (happens != null) {
            happens.run();
        }
    }

    /** Lets something happen just before the first patch arrives, or the first Event. */
    private final class Interrupted implements KubeApi {
        private final KubeApi api;

        private Interrupted(KubeApi api) {
            this.api = api;
        }

        @Override
        public ApiAnswer patch(ResourceKind kind, ImageKey key, ResourceKind.Write where, JsonNode patch) {
            happen(meanwhile);
            return api.patch(kind, key, where, patch);
        }

        @Override
        public ApiAnswer get(ResourceKind kind, ImageKey key) {
            return api.get(kind, key);
        }

        @Override
        public ApiAnswer createEvent(String namespace, JsonNode event) {
            happen(beforeTheEvent);
            return api.createEvent(namespace, event);
        }

        @Override
        public ApiAnswer crd(String name) {
            return api.crd(name);
        }

        @Override
        public ApiAnswer review(JsonNode resourceAttributes) {
            return api.review(resourceAttributes);
        }

        @Override
        public ApiAnswer ready() {
            return api.ready();
        }
    }
}
