package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final Instant T = TestClock.START;

    private static int take(TokenBucket bucket, Instant now, double rate) {
        int taken = 0;
        while (taken < 100 && bucket.has(now, rate)) {
            bucket.take();
            taken++;
        }
        return taken;
    }

    @Test
    void shouldGiveItsCapacityAtOnceAndThenItsRate() {
        TokenBucket bucket = new TokenBucket(5, T);
        assertThat(take(bucket, T, 2)).isEqualTo(5);
        assertThat(take(bucket, T.plusMillis(499), 2)).isZero();
        assertThat(take(bucket, T.plusMillis(500), 2)).isEqualTo(1);
        assertThat(take(bucket, T.plusSeconds(100), 2)).isEqualTo(5);
    }

    @Test
    void shouldGiveFractionsTimeWhenTheRateIsLow() {
        TokenBucket bucket = new TokenBucket(1, T);
        assertThat(take(bucket, T, 1.0 / 12)).isEqualTo(1);
        assertThat(take(bucket, T.plusMillis(11_999), 1.0 / 12)).isZero();
        assertThat(take(bucket, T.plusMillis(12_001), 1.0 / 12)).isEqualTo(1);
    }

    @Test
    void shouldRefillNothingWhenTheClockGoesBack() {
        TokenBucket bucket = new TokenBucket(1, T);
        assertThat(take(bucket, T, 1)).isEqualTo(1);
        assertThat(take(bucket, T.minusSeconds(60), 1)).isZero();
        assertThat(take(bucket, T.minusMillis(59_001), 1)).isZero();
        assertThat(take(bucket, T.minusSeconds(58), 1)).isEqualTo(1);
    }

    @Test
    void shouldRefillAtTheLowerRateWhenItChanged() {
        TokenBucket bucket = new TokenBucket(100, T);
        assertThat(take(bucket, T, 0)).isEqualTo(100);
        assertThat(take(bucket, T.plusSeconds(9), 10)).isZero();
        assertThat(take(bucket, T.plusSeconds(10), 10)).isEqualTo(10);
        assertThat(take(bucket, T.plusSeconds(11), 3)).isEqualTo(3);
    }

    @Test
    void shouldGiveNothingUntilADebtIsPaid() {
        // Given
        TokenBucket bucket = new TokenBucket(2, T);

        // When
        bucket.debit(4);

        // Then
        assertThat(take(bucket, T, 1)).isZero();
        assertThat(take(bucket, T.plusSeconds(2), 1)).isZero();
        assertThat(take(bucket, T.plusSeconds(3), 1)).isEqualTo(1);
    }

    @Test
    void shouldForgiveNoDebtWhenEmptied() {
        TokenBucket bucket = new TokenBucket(2, T);
        bucket.debit(4);
        bucket.empty();
        assertThat(take(bucket, T.plusMillis(2_900), 1)).isZero();
    }

    @Test
    void shouldHoldNoMoreThanItsNewCapacity() {
        TokenBucket bucket = new TokenBucket(10, T);
        bucket.resize(3);
        assertThat(take(bucket, T, 1)).isEqualTo(3);
        bucket.resize(4);
        assertThat(take(bucket, T.plusSeconds(60), 1)).isEqualTo(4);
    }

    @Test
    void shouldRefuseToGiveWhatItHasNot() {
        TokenBucket bucket = new TokenBucket(1, T);
        bucket.take();
        assertThatThrownBy(bucket::take).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> bucket.resize(0.5)).isInstanceOf(IllegalArgumentException.class);
    }
}
