package io.rollcall.prober.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.probe.ProbeRequest;
import io.rollcall.contract.probe.ProbeResult;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** One owner of a partition, from its beginning to its end: the whole topology over what was committed before it. */
final class Owner implements AutoCloseable {
    static final String APPLICATION = "test";
    private static final EventCodec<ImageState> STATES = EventCodec.of(ImageState.class);
    private static final EventCodec<ProbeRequest> REQUESTS = EventCodec.of(ProbeRequest.class);
    private static final EventCodec<ProbeResult> RESULTS = EventCodec.of(ProbeResult.class);
    private static final EventCodec<Alert> ALERTS = EventCodec.of(Alert.class);

    private final Parts parts;
    private final TopologyTestDriver driver;
    private final TestOutputTopic<byte[], byte[]> results;

    Owner(Parts parts, Committed committed) {
        this.parts = parts;
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        driver = new TopologyTestDriver(
                ProbeTopology.build(parts, committed), config, parts.clock().instant());
        results = output(parts.scheduling().topics().probeResults().name());
    }

    void image(ImageState state) {
        send(parts.scheduling().topics().images().name(), state.key().toString(), STATES.encode(state));
    }

    void gone(ImageKey key) {
        send(parts.scheduling().topics().images().name(), key.toString(), null);
    }

    void request(ProbeRequest request) {
        send(parts.scheduling().topics().probeRequests().name(), request.repository(), REQUESTS.encode(request));
    }

    private void send(String topic, String key, byte[] value) {
        var serializer = new ByteArraySerializer();
        driver.createInputTopic(topic, serializer, serializer).pipeInput(key.getBytes(UTF_8), value);
    }

    void after(Duration tick) {
        driver.advanceWallClockTime(tick);
    }

    /** @return what it has answered since the last call */
    List<ProbeResult> results() {
        return results.readRecordsToList().stream()
                .map(it -> ((Decoded.Event<ProbeResult>) RESULTS.decode(it.value())).value())
                .toList();
    }

    /** @return what it has raised since the last call */
    List<Alert> alerts() {
        return written(parts.scheduling().topics().alerts().name()).stream()
                .map(it -> ((Decoded.Event<Alert>) ALERTS.decode(it.value())).value())
                .toList();
    }

    /** @return what it has written to this topic since the last call */
    List<TestRecord<byte[], byte[]>> written(String topic) {
        return driver.producedTopicNames().contains(topic) ? output(topic).readRecordsToList() : List.of();
    }

    private TestOutputTopic<byte[], byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        driver.close();
    }
}
