package io.rollcall.replay.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.replay.incident.Reach;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CompactionTest {
    private static final Instant FROM = Instant.parse("2026-11-21T03:00:00Z");
    private static final Instant TO = FROM.plusSeconds(3_600);
    private static final TopicPartition IMAGES = new TopicPartition("rollcall.images", 0);

    /** The first ten offsets are before the window, the next ten in it. */
    private static final Range BEFORE = new Range(IMAGES, Sort.IMAGES, 0, 10);

    private static final Range WITHIN = new Range(IMAGES, Sort.IMAGES, 10, 20);

    @Test
    void shouldFindNothingMissingWhenEachOffsetIsThere() {
        assertThat(read(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19))
                .isEmpty();
    }

    @Test
    void shouldTakeWhatIsMissingLongBeforeTheWindowForSettledByThen() {
        assertThat(read(4, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19)).isEmpty();
    }

    @Test
    void shouldNameTheLastRecordBeforeWhichOthersAreMissing() {
        assertThat(read(9, 10, 14, 15, 16, 17, 18, 19)).contains(at(14));
        assertThat(read(14, 15, 16, 17, 18, 19)).as("none is left from before").contains(at(14));
    }

    @Test
    void shouldNameTheWindowsEndWhenNothingIsLeftUpToIt() {
        assertThat(read(0, 1, 2)).contains(TO);
        assertThat(read()).contains(TO);
    }

    @Test
    void shouldSayWhatToRaiseWhenStatesAreMissing() {
        Reach shorter = new Reach(FROM.plusSeconds(60), "results are missing");

        assertThat(Reaches.compacted(Reach.WHOLE, Optional.empty(), "rollcall.images"))
                .isEqualTo(Reach.WHOLE);
        assertThat(Reaches.compacted(shorter, Optional.of(FROM.plusSeconds(30)), "rollcall.images"))
                .isEqualTo(shorter);
        assertThat(Reaches.compacted(shorter, Optional.of(TO), "rollcall.images"))
                .isEqualTo(
                        new Reach(
                                TO,
                                "Only from 2026-11-21T04:00:00Z on is all of it there: rollcall.images holds each image's last state"
                                        + " alone from before. For the next time raise its min.compaction.lag.ms, or export sooner."));
    }

    private static Optional<Instant> read(long... offsets) {
        Compaction compaction = new Compaction();
        compaction.begin(BEFORE);
        compaction.begin(WITHIN);
        for (long offset : offsets) {
            compaction.passed(IMAGES, offset, at(offset).toEpochMilli());
        }
        return compaction.until(Window.of(FROM, TO), List.of(WITHIN));
    }

    /** A minute before or in the window. */
    private static Instant at(long offset) {
        return FROM.plusSeconds(60 * (offset - 10) + 1);
    }
}
