package io.rollcall.statuswriter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ToldTest {
    @Test
    void shouldForgetWhatWasLookedAtLeastLately() {
        // Given
        Told told = new Told(2);
        told.add("a");
        told.add("b");
        told.contains("a");
        // When
        told.add("c");
        // Then
        assertThat(told.contains("a")).isTrue();
        assertThat(told.contains("b")).isFalse();
        assertThat(told.contains("c")).isTrue();
    }
}
