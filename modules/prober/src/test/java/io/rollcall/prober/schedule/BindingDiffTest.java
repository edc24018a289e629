package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.image.Ask;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.probe.Trigger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BindingDiffTest {
    private static final ImageKey IMAGE = Images.key("a");
    private static final Ask A = Images.sweep("a");
    private static final Ask B = Images.sweep("b");

    private final BindingDiff diff = new BindingDiff(IMAGE, TestClock.START);

    private static Optional<Binding> binding(String uid, String resourceVersion, String recheck, Ask... asks) {
        return Optional.of(new Binding(uid, resourceVersion, recheck, List.of(asks)));
    }

    private static TargetCommand bind(String uid, String resourceVersion, Ask ask, Trigger why) {
        return new TargetCommand.Bind(new Subscriber(IMAGE, uid, resourceVersion, ask, TestClock.START), why);
    }

    private static TargetCommand unbind(Ask ask) {
        return new TargetCommand.Unbind(TargetKey.of(ask).text(), ask.target(), IMAGE, ask.id());
    }

    @Test
    void shouldBindWhenNew() {
        assertThat(diff.between(Optional.empty(), binding("u", "1", "once", A)))
                .containsExactly(bind("u", "1", A, Trigger.CHANGED));
    }

    @Test
    void shouldSayNothingWhenNothingChanged() {
        assertThat(diff.between(binding("u", "1", null, A), binding("u", "1", null, A)))
                .isEmpty();
    }

    @Test
    void shouldWantNoProbeWhenOnlyTheResourceVersionChanged() {
        assertThat(diff.between(binding("u", "1", null, A), binding("u", "2", null, A)))
                .containsExactly(bind("u", "2", A, null));
    }

    @Test
    void shouldUnbindFirstWhenTheTargetChanged() {
        assertThat(diff.between(binding("u", "1", null, A), binding("u", "2", null, B)))
                .containsExactly(unbind(A), bind("u", "2", B, Trigger.CHANGED));
    }

    @Test
    void shouldBindAnewWhenTheAskChangedAndTheTargetDidNot() {
        Ask later = Images.notBefore(A, TestClock.START.plusSeconds(9));
        assertThat(diff.between(binding("u", "1", null, A), binding("u", "2", null, later)))
                .containsExactly(bind("u", "2", later, Trigger.CHANGED));
    }

    @Test
    void shouldBindAnewWhenItIsAnotherObjectOfTheSameName() {
        assertThat(diff.between(binding("u", "1", null, A), binding("v", "2", null, A)))
                .containsExactly(bind("v", "2", A, Trigger.CHANGED));
    }

    @Test
    void shouldWantAProbeWhenTheRequestChanged() {
        assertThat(diff.between(binding("u", "1", "once", A), binding("u", "2", "twice", A)))
                .containsExactly(bind("u", "2", A, Trigger.MANUAL));
        assertThat(diff.between(binding("u", "1", "once", A), binding("u", "2", null, A)))
                .containsExactly(bind("u", "2", A, null));
    }

    @Test
    void shouldUnbindAllWhenGone() {
        assertThat(diff.between(binding("u", "1", null, A), Optional.empty())).containsExactly(unbind(A));
    }

    @Test
    void shouldAskNothingWhenSuspended() {
        ImageState state = new ImageState(1, "test", IMAGE, "u", "1", 1, true, null, List.of(A), null);
        assertThat(Binding.of(state).asks()).isEmpty();
    }
}
