package io.rollcall.contract.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.probe.Reason.Counts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonTest {

    @ParameterizedTest
    @EnumSource(Reason.class)
    void shouldSayForEveryReasonWhatHappenedAndWhatToDo(Reason reason) {
        assertThat(reason.inWords()).isNotBlank().doesNotEndWith(".");
        assertThat(reason.help()).matches("\\p{Lu}.*\\.").doesNotContain("  ");
        assertThat(new Verdict.Inconclusive(reason).counts()).isEqualTo(reason.counts());
    }

    @Test
    void shouldCountAnAnswerAboutAnImageAsSuccess() {
        assertThat(new Verdict.Present("sha256:0f").counts()).isEqualTo(Counts.SUCCESS);
        assertThat(new Verdict.Absent("MANIFEST_UNKNOWN").counts()).isEqualTo(Counts.SUCCESS);
    }
}
