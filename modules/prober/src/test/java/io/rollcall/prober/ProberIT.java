package io.rollcall.prober;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rollcall.contract.codec.DeadLetter;
import io.rollcall.contract.image.Ask;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.prober.schedule.AtMostOneProbeInFlightPerTarget;
import io.rollcall.prober.schedule.EveryDueImageIsProbed;
import io.rollcall.prober.schedule.FakeRegistry;
import io.rollcall.prober.schedule.Images;
import io.rollcall.sandbox.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stream on a real broker, across restarts and changes of owner. */
class ProberIT {
    private static final int IMAGES = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<AtMostOneProbeInFlightPerTarget> perOwner = new ArrayList<>();
    private final List<ProberInstance> instances = new ArrayList<>();
    private final EveryDueImageIsProbed everyDue = new EveryDueImageIsProbed();
    private EmbeddedBroker broker;
    private Bus bus;

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws InterruptedException {
        broker = EmbeddedBroker.start(directory);
        bus = new Bus(broker.bootstrapServers());
    }

    @AfterEach
    void stop() {
        instances.forEach(ProberInstance::close);
        bus.close();
        broker.close();
        perOwner.forEach(AtMostOneProbeInFlightPerTarget::doAssert);
    }

    @Test
    void shouldProbeAgainWhatWasInFlightWhenRestarted() {
        // Given
        FakeRegistry silent = registry().holds();
        ProberInstance first = instance(silent, "");
        publish(Images::onRequest);
        await().atMost(PATIENCE).until(() -> silent.held() == IMAGES);

        // When
        first.close();
        silent.answerAll();
        instance(registry(), "");

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(bus.results()).hasSizeGreaterThanOrEqualTo(IMAGES));
        assertEachImageHasAnUnbrokenRow(1);
        assertThat(bus.results()).hasSize(IMAGES);
    }

    @Test
    void shouldLoseAndDoubleNoResultWhenOwnersComeAndGo() {
        // Given
        ProberInstance first = instance(registry(), "@every 500ms");
        publish(Images::sweep);
        await().atMost(PATIENCE).untilAsserted(() -> assertEachImageHasAnUnbrokenRow(2));

        // When
        ProberInstance second = instance(registry(), "@every 500ms");
        await().atMost(PATIENCE).until(() -> first.tasks() > 0 && second.tasks() > 0);
        int joined = longestRow();
        await().atMost(PATIENCE).untilAsserted(() -> assertEachImageHasAnUnbrokenRow(joined + 2));
        first.close();
        int left = longestRow();

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertEachImageHasAnUnbrokenRow(left + 2));
        assertThat(second.tasks()).isEqualTo(Bus.PARTITIONS);
        everyDue.doAssert();
    }

    @Test
    void shouldPutUnreadableRecordsAsideAndGoOn() {
        // Given
        instance(registry(), "");

        // When
        bus.send(bus.topics.images(), "no image".getBytes(UTF_8), "{}".getBytes(UTF_8));
        bus.send(bus.topics.probeRequests(), "r/x".getBytes(UTF_8), "no JSON".getBytes(UTF_8));
        publish(Images::onRequest);

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertEachImageHasAnUnbrokenRow(1);
            assertThat(bus.deadLetters()).hasSize(2);
        });
        assertThat(bus.deadLetters())
                .extracting(letter -> header(letter, DeadLetter.TOPIC))
                .containsExactlyInAnyOrder(
                        bus.topics.images().name(), bus.topics.probeRequests().name());
    }

    @Test
    void shouldGoOnWhenATargetIsLargerThanTheBrokersUsualRecord() {
        // Given
        instance(registry(), "");
        Ask shared = withLargeContext(Images.onRequest("shared"));

        // When
        for (int i = 0; i < 16; i++) {
            bus.send(Images.state("i" + i, "1", shared));
        }

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(bus.results())
                .extracting(ProbeResult::key)
                .contains(IntStream.range(0, 16)
                        .mapToObj(i -> Images.key("i" + i))
                        .toArray(ImageKey[]::new)));
    }

    private static Ask withLargeContext(Ask ask) {
        return new Ask(
                ask.id(),
                ask.target(),
                ask.purpose(),
                ask.cadence(),
                ask.lane(),
                ask.depth(),
                ask.credentialsRef(),
                ask.policyRef(),
                ask.notBefore(),
                JsonNodeFactory.instance.objectNode().put("much", "x".repeat(100_000)));
    }

    private FakeRegistry registry() {
        AtMostOneProbeInFlightPerTarget guarantee = new AtMostOneProbeInFlightPerTarget();
        perOwner.add(guarantee);
        return new FakeRegistry(Clock.systemUTC(), guarantee, everyDue);
    }

    private ProberInstance instance(FakeRegistry registry, String sweep) {
        ProberInstance instance = new ProberInstance(
                broker.bootstrapServers(), "prober-" + instances.size(), sweep, registry, bus.topics);
        instances.add(instance);
        return instance;
    }

    private void publish(Function<String, Ask> ask) {
        for (int i = 0; i < IMAGES; i++) {
            everyDue.onDue(Images.reference("i" + i));
            bus.send(Images.state("i" + i, "1", ask.apply("i" + i)));
        }
    }

    /** Stores and results are one transaction: what one lost or doubled would break its image's count of verdicts in a row. */
    private void assertEachImageHasAnUnbrokenRow(int atLeast) {
        List<ProbeResult> results = bus.results();
        assertThat(results).extracting(it -> it.key() + " " + it.attempt()).doesNotHaveDuplicates();
        for (int i = 0; i < IMAGES; i++) {
            ImageKey key = Images.key("i" + i);
            List<Integer> row = results.stream()
                    .filter(it -> it.key().equals(key))
                    .map(ProbeResult::consecutive)
                    .toList();
            assertThat(row).as("%s", key).hasSizeGreaterThanOrEqualTo(atLeast);
            assertThat(row)
                    .as("%s", key)
                    .isEqualTo(IntStream.rangeClosed(1, row.size()).boxed().toList());
        }
    }

    private int longestRow() {
        return bus.results().stream().mapToInt(ProbeResult::consecutive).max().orElseThrow();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
