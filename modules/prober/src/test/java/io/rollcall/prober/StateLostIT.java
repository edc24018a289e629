package io.rollcall.prober;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.prober.schedule.FakeRegistry;
import io.rollcall.prober.schedule.Images;
import io.rollcall.prober.schedule.ProbeTopology;
import io.rollcall.testkit.TestBroker;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The prober's own topics are deleted, and nothing else is: it notices, and asks for everything again. */
class StateLostIT {
    private static final int IMAGES = 30;

    private final String prefix = TestBroker.shared().uniquePrefix();
    private final FakeRegistry registry = new FakeRegistry(Clock.systemUTC());
    private final List<ProberInstance> instances = new ArrayList<>();
    private Bus bus;

    @BeforeEach
    void start() throws InterruptedException {
        bus = new Bus(TestBroker.shared().bootstrapServers(), prefix);
    }

    @AfterEach
    void stop() {
        instances.forEach(ProberInstance::close);
        bus.close();
    }

    @Test
    void shouldAskForEverythingAgainWhenItsStoresWereDeletedWhileItWasStopped() throws Exception {
        // Given
        instance();
        publishAndAwaitPresent();
        instances.get(0).close();
        ProberInstance whole = instance();
        awaitThat(() -> assertThat(whole.context.health().ready()).isTrue());
        whole.close();
        assertThat(whole.rebuilds()).as("nothing was lost yet").isZero();

        // When
        delete(ProbeTopology.stateTopics(applicationId()).subList(0, 2));
        registry.says(FakeRegistry.ABSENT);
        ProberInstance after = instance();

        // Then
        awaitAbsent();
        assertThat(after.rebuilds()).isEqualTo(1);
        awaitThat(() -> assertThat(after.context.health().ready()).isTrue());
    }

    @Test
    void shouldAskForEverythingAgainWhenItsTopicsAreDeletedUnderTwoReplicas() throws Exception {
        // Given
        ProberInstance first = instance();
        ProberInstance second = instance();
        publishAndAwaitPresent();
        awaitThat(() -> assertThat(List.of(first.tasks(), second.tasks())).doesNotContain(0));

        // When
        registry.says(FakeRegistry.ABSENT);
        delete(ProbeTopology.stateTopics(applicationId()));

        // Then
        awaitAbsent();
        assertThat(first.rebuilds() + second.rebuilds()).isPositive();
        awaitThat(() -> {
            assertThat(first.context.health().ready()).isTrue();
            assertThat(second.context.health().ready()).isTrue();
        });
    }

    private ProberInstance instance() {
        ProberInstance instance = new ProberInstance(
                TestBroker.shared().bootstrapServers(), prefix + "-" + instances.size(), "", registry, bus.topics);
        instances.add(instance);
        return instance;
    }

    private String applicationId() {
        return prefix + "-prober";
    }

    private void publishAndAwaitPresent() {
        for (int i = 0; i < IMAGES; i++) {
            bus.send(Images.state("i" + i, "1", Images.onRequest("i" + i)));
        }
        awaitThat(() -> assertThat(imagesThatAre(FakeRegistry.PRESENT)).hasSize(IMAGES));
    }

    /** Nothing but the loss of its memory makes it ask again: no sweep runs, and no image changed. */
    private void awaitAbsent() {
        awaitThat(() -> assertThat(imagesThatAre(FakeRegistry.ABSENT))
                .containsAll(IntStream.range(0, IMAGES)
                        .mapToObj(i -> Images.key("i" + i).toString())
                        .toList()));
    }

    private List<String> imagesThatAre(Verdict verdict) {
        return bus.results().stream()
                .filter(it -> it.verdict().sameSortAs(verdict))
                .map(ProbeResult::key)
                .map(Object::toString)
                .distinct()
                .toList();
    }

    private static void delete(Collection<String> topics) throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", TestBroker.shared().bootstrapServers()))) {
            admin.deleteTopics(topics).all().get();
        }
    }

    private static void awaitThat(ThrowingRunnable holds) {
        await().atMost(Duration.ofMinutes(2)).untilAsserted(holds);
    }
}
