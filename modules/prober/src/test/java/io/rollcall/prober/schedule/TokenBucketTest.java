package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final Instant T = TestClock.START;

    private static int take(TokenBucket bucket, Instant now) {
        int taken = 0;
        while (taken < 100 && bucket.has(now)) {
            bucket.take();
            taken++;
        }
        return taken;
    }

    @Test
    void shouldGiveItsCapacityAtOnceAndThenItsRate() {
        TokenBucket bucket = new TokenBucket(2, 5, T);
        assertThat(take(bucket, T)).isEqualTo(5);
        assertThat(take(bucket, T.plusMillis(499))).isZero();
        assertThat(take(bucket, T.plusMillis(500))).isEqualTo(1);
        assertThat(take(bucket, T.plusSeconds(100))).isEqualTo(5);
    }

    @Test
    void shouldGiveFractionsTimeWhenTheRateIsLow() {
        TokenBucket bucket = TokenBucket.share(1, 1, 12, T);
        assertThat(take(bucket, T)).isEqualTo(1);
        assertThat(take(bucket, T.plusMillis(11_999))).isZero();
        assertThat(take(bucket, T.plusMillis(12_001))).isEqualTo(1);
    }

    @Test
    void shouldRefillNothingWhenTheClockGoesBack() {
        TokenBucket bucket = new TokenBucket(1, 1, T);
        assertThat(take(bucket, T)).isEqualTo(1);
        assertThat(take(bucket, T.minusSeconds(60))).isZero();
        assertThat(take(bucket, T.minusMillis(59_001))).isZero();
        assertThat(take(bucket, T.minusSeconds(58))).isEqualTo(1);
    }

    @Test
    void shouldRefuseToGiveWhatItHasNot() {
        TokenBucket bucket = new TokenBucket(1, 1, T);
        bucket.take();
        assertThatThrownBy(bucket::take).isInstanceOf(IllegalStateException.class);
    }
}
