package io.rollcall.prober.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.codec.DeadLetter;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.Ask;
import io.rollcall.contract.image.Cadence;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.image.Lane;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnreadableRecordsTest {
    private static final byte[] STATE =
            EventCodec.of(ImageState.class).encode(Images.state("a", "1", Images.onRequest("a")));

    private final TestClock clock = new TestClock();
    private final FakeRegistry registry = new FakeRegistry(clock);
    private final ProberDriver prober = new ProberDriver(clock, "", ProbePolicy.DEFAULT, registry);

    @AfterEach
    void close() {
        prober.close();
    }

    @Test
    void shouldGoToTheDeadLettersWholeWhenAStateIsUnreadable() {
        // When
        prober.rawImage(Images.key("a").toString().getBytes(UTF_8), "{".getBytes(UTF_8));

        // Then
        List<TestRecord<byte[], byte[]>> letters = prober.deadLetters();
        assertThat(letters).hasSize(1);
        assertThat(letters.get(0).key())
                .asString(UTF_8)
                .isEqualTo(Images.key("a").toString());
        assertThat(letters.get(0).value()).asString(UTF_8).isEqualTo("{");
        assertThat(header(letters.get(0), DeadLetter.TOPIC)).isEqualTo("test.images");
        assertThat(header(letters.get(0), DeadLetter.PARTITION)).isEqualTo("0");
        assertThat(header(letters.get(0), DeadLetter.OFFSET)).isEqualTo("0");
        assertThat(header(letters.get(0), DeadLetter.REASON)).isNotBlank();
        assertThat(prober.meters
                        .get("rollcall.dead.letters")
                        .tag("topic", "test.images")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldGoToTheDeadLettersWhenKeysDoNotFit() {
        // When
        prober.rawImage(null, STATE);
        prober.rawImage("no key".getBytes(UTF_8), STATE);
        prober.rawImage(Images.key("b").toString().getBytes(UTF_8), STATE);

        // Then
        assertThat(prober.deadLetters()).hasSize(3);
    }

    @Test
    void shouldPassOverATombstoneOfAKeyThatIsNoImages() {
        // When
        prober.rawImage("no key".getBytes(UTF_8), null);

        // Then
        assertThat(prober.deadLetters()).isEmpty();
    }

    @Test
    void shouldGoToTheDeadLettersWhenARequestIsUnreadable() {
        // When
        prober.rawRequest("r".getBytes(UTF_8), new byte[] {(byte) 0xff, 0});
        prober.rawRequest("r".getBytes(UTF_8), null);
        prober.request("r/x", "not a reference", Trigger.RETRY, clock.instant(), null);

        // Then
        assertThat(prober.deadLetters())
                .hasSize(3)
                .extracting(letter -> header(letter, DeadLetter.TOPIC))
                .containsOnly("test.probe-requests");
    }

    @Test
    void shouldFitTheBrokersWhenARecordIsTooLargeToBeKept() {
        // When
        prober.rawRequest("r".getBytes(UTF_8), "x".repeat(1_048_400).getBytes(UTF_8));
        prober.rawRequest("k".repeat(DeadLetters.LARGEST + 1).getBytes(UTF_8), new byte[] {1});

        // Then
        List<TestRecord<byte[], byte[]>> letters = prober.deadLetters();
        assertThat(letters).hasSize(2).allSatisfy(letter -> assertThat(letter.value())
                .isNull());
        assertThat(letters.get(0).key()).asString(UTF_8).isEqualTo("r");
        assertThat(header(letters.get(0), DeadLetter.REASON))
                .startsWith("the value of 1048400 bytes is not kept, the record is too large; ");
        assertThat(letters.get(1).key()).isNull();
        assertThat(header(letters.get(1), DeadLetter.REASON)).startsWith("key and headers are not kept; ");
    }

    @Test
    void shouldCutTheReasonWhenItQuotesAHugeText() {
        // Given
        String huge = "\u00e4".repeat(200_000);

        // When
        prober.rawRequest("r".getBytes(UTF_8), ("{\"requestedAt\":\"" + huge + "\"}").getBytes(UTF_8));

        // Then
        TestRecord<byte[], byte[]> letter = prober.deadLetters().get(0);
        assertThat(letter.value()).isNotNull();
        assertThat(letter.headers().lastHeader(DeadLetter.REASON).value())
                .hasSizeBetween(1, DeadLetters.LONGEST_REASON);
        assertThat(header(letter, DeadLetter.REASON)).contains("\u00e4").doesNotContain("\ufffd");
    }

    @Test
    void shouldGoOnWhenARecordWasUnreadable() {
        // Given
        prober.rawImage(null, STATE);

        // When
        prober.image(Images.state("a", "1", Images.onRequest("a"))).afterTick();

        // Then
        assertThat(prober.results()).hasSize(1);
    }

    @Test
    void shouldCountWhatItDoesNotKnowAndReadOn() {
        // Given
        String state = new String(STATE, UTF_8);

        // When
        prober.rawImage(
                Images.key("a").toString().getBytes(UTF_8),
                ("{\"colour\":\"red\"," + state.substring(1)).getBytes(UTF_8));

        // Then
        assertThat(prober.afterTick().results()).hasSize(1);
        assertThat(prober.meters.counter("rollcall.unknown.fields").count()).isEqualTo(1);
    }

    @Test
    void shouldGoOnWhenTimesAreAbsurd() {
        // Given
        Instant never = Instant.MAX.truncatedTo(ChronoUnit.MILLIS);
        Cadence slow = new Cadence.Progressive(Instant.MIN, Duration.ofMillis(1), Duration.ofSeconds(Long.MAX_VALUE));

        // When
        prober.image(Images.state("a", "1", Images.ask(Images.reference("a"), slow, Lane.LOST)))
                .image(Images.state("b", "1", cron("b", "@every 999999999999999999h")))
                .image(Images.state("c", "1", cron("c", "@every 2500000000000h")))
                .image(Images.state("d", "1", Images.notBefore(Images.sweep("d"), never)))
                .request(Images.HOST + "/vi/team-a/a", null, Trigger.MANUAL, never, never)
                .request(Images.HOST + "/vi/team-a/b", null, Trigger.MANUAL, Instant.MIN, null)
                .after(Duration.ofSeconds(2));

        // Then
        assertThat(prober.results())
                .extracting(ProbeResult::key)
                .contains(Images.key("a"), Images.key("b"), Images.key("c"), Images.key("d"));
    }

    private static Ask cron(String name, String expression) {
        return Images.ask(Images.reference(name), new Cadence.Cron(expression), Lane.SWEEP);
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
