package io.rollcall.standalone.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.topics.TopicSpec;
import io.rollcall.contract.topics.Topics;
import io.rollcall.contract.transition.Cause;
import io.rollcall.contract.transition.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * A day on which everything went wrong, as the bus holds it: three registries are asked about each of their images every five
 * minutes, and each hour another one has lost its storage for a quarter of an hour.
 *
 * @param begin of the window, at which the first sweep begins
 * @param images in all; of each registry a third
 */
record Day(Instant begin, int images) {

    static final Duration LENGTH = Duration.ofDays(1);

    private static final Duration PERIOD = Duration.ofMinutes(5);
    private static final int SWEEPS = (int) LENGTH.dividedBy(PERIOD);
    /** Sweeps from one storm to the next; in the middle of them some find nothing. */
    private static final int APART = 12;

    private static final int AWAY_FROM = 5;
    private static final int AWAY_TO = 8;
    /** Within so long a sweep asks about all. */
    private static final Duration SPREAD = Duration.ofMinutes(2);

    /** From a write to when the watcher has told of it. */
    private static final Duration NEWS = Duration.ofMillis(30);

    private static final List<String> HOSTS =
            List.of("east.example.com:5000", "north.example.com:5000", "west.example.com:5000");

    private static final EventCodec<ImageState> STATES = EventCodec.of(ImageState.class);
    private static final EventCodec<ProbeResult> RESULTS = EventCodec.of(ProbeResult.class);
    private static final EventCodec<Transition> TRANSITIONS = EventCodec.of(Transition.class);

    Instant end() {
        return begin.plus(LENGTH);
    }

    int results() {
        return SWEEPS * images;
    }

    /** Puts it on the bus. @return how many decisions there are */
    int send(String servers, Topics topics) throws InterruptedException {
        Images all = new Images(HOSTS);
        List<DayImage> own = IntStream.range(0, images)
                .mapToObj(i -> new DayImage(all.ready(i)))
                .toList();
        try (KafkaProducer<byte[], byte[]> producer = Results.producer(servers, 5)) {
            for (DayImage image : own) {
                seen(producer, topics, image.state(), begin.minusSeconds(1));
            }
            List<Sent> decisions = new ArrayList<>();
            for (int sweep = 0; sweep < SWEEPS; sweep++) {
                for (int i = 0; i < images; i++) {
                    ProbeResult result = own.get(i).answered(!isAway(sweep, i), at(sweep, i));
                    Future<RecordMetadata> place = send(
                            producer, topics.probeResults(), result.probedAt(), result.key(), RESULTS.encode(result));
                    own.get(i).decided().ifPresent(it -> decisions.add(new Sent(it, place)));
                }
            }
            producer.flush();
            for (Sent decision : decisions) {
                DayImage.Decided it = decision.decided();
                Transition told = it.told(decision.cause());
                var unused = send(producer, topics.transitions(), it.at(), told.key(), TRANSITIONS.encode(told));
                seen(producer, topics, it.written(), it.at().plus(NEWS));
            }
            producer.flush();
            return decisions.size();
        }
    }

    private static boolean isAway(int sweep, int image) {
        int step = sweep % APART;
        return step >= AWAY_FROM && step < AWAY_TO && sweep / APART % HOSTS.size() == image % HOSTS.size();
    }

    private Instant at(int sweep, int image) {
        return begin.plus(PERIOD.multipliedBy(sweep))
                .plus(SPREAD.multipliedBy(image).dividedBy(images));
    }

    private static void seen(KafkaProducer<byte[], byte[]> producer, Topics topics, ImageState state, Instant at) {
        var unused = send(producer, topics.images(), at, state.key(), STATES.encode(state));
    }

    private static Future<RecordMetadata> send(
            KafkaProducer<byte[], byte[]> producer, TopicSpec topic, Instant at, ImageKey key, byte[] value) {
        return producer.send(new ProducerRecord<>(
                topic.name(), null, at.toEpochMilli(), key.toString().getBytes(UTF_8), value));
    }

    /** A decision whose evidence is on its way to the bus. */
    private record Sent(DayImage.Decided decided, Future<RecordMetadata> place) {

        Cause cause() throws InterruptedException {
            try {
                RecordMetadata found = place.get();
                return new Cause(found.topic(), found.partition(), found.offset());
            } catch (ExecutionException e) {
                throw new IllegalStateException("the broker did not take a result", e.getCause());
            }
        }
    }
}
