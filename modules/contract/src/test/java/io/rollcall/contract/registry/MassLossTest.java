package io.rollcall.contract.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MassLossTest {
    private final MassLoss rule = MassLoss.DEFAULT;

    @Test
    void shouldBeginOnlyAboveTheShareAndWithEnoughOfThem() {
        assertThat(rule.begins(20, 10)).isFalse();
        assertThat(rule.begins(20, 11)).isTrue();
        assertThat(rule.begins(9, 9)).isFalse();
        assertThat(rule.begins(0, 0)).isFalse();
    }

    @Test
    void shouldGoOnUntilHalfAsManyAreAbsentSoThatNoSingleImageEndsIt() {
        assertThat(rule.ends(20, 10)).isFalse();
        assertThat(rule.ends(20, 6)).isFalse();
        assertThat(rule.ends(20, 5)).isTrue();
        assertThat(rule.ends(0, 0)).isTrue();
    }

    @Test
    void shouldRefuseWhatIsNoShare() {
        assertThatThrownBy(() -> new MassLoss(1, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MassLoss(0.5, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
