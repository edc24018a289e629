package io.rollcall.replay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {

    @Test
    void shouldPutEachPartInItsPlaceAndLookAtNoneAgain() throws IOException {
        StringBuilder out = new StringBuilder();

        Template.of("<{{a}}|{{b}}|{{a}}>").write(Map.of("a", Part.of("{{b}}$1\\"), "b", Part.of("B")), out);

        assertThat(out).hasToString("<{{b}}$1\\|B|{{b}}$1\\>");
    }

    @Test
    void shouldRefuseWhenAPlaceHasNoPart() {
        assertThatThrownBy(() -> Template.of("{{a}}").write(Map.of(), new StringBuilder()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("{{a}}");
    }
}
