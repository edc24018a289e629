package io.rollcall.prober.schedule;

import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.prober.registry.Quota;
import java.time.Duration;

/** What may happen to the scheduling half, in any order. */
sealed interface Step {
    /** The image's object states an ask of this sort: a new one, the same again, or another. */
    record Bind(int image, Sort sort) implements Step {}

    /** The image's object is gone. */
    record Unbind(int image) implements Step {}

    /** Somebody wants a probe of its repository, now or later. */
    record Request(int image, Duration later) implements Step {}

    /** The registry answers so many of those that wait for it. */
    record Answer(int most, Verdict verdict, int requests, Quota left) implements Step {}

    /** The client loses a probe. */
    record Lose() implements Step {}

    /** Time passes, tick by tick. */
    record Pass(Duration tick, int ticks) implements Step {}

    /** Somebody sets the clock. */
    record SetClock(Duration by) implements Step {}

    /** All that was done is made to last. */
    record Commit() implements Step {}

    /** Another thread of the same process takes over, in good order. */
    record HandOver() implements Step {}

    /** The process is killed; what was not committed is done again, by the next. */
    record Kill() implements Step {}

    /** The registry has another policy. */
    record Adopt(ProbePolicy policy) implements Step {}

    /** What an image asks for. */
    enum Sort {
        SWEPT,
        LOST,
        ON_REQUEST,
        LATER
    }
}
